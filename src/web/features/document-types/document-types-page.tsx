import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import type { components } from '../../app/api-schema.d.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { useTypeOptions } from '../fleet/master-data.ts'
import { DocumentTypeDialog } from './document-type-dialog.tsx'

export type DocumentType = components['schemas']['DocumentType']

/** Which documents units and people carry, and when each runs out. */
export function DocumentTypesPage() {
  const { t } = useTranslation(['documentTypes', 'masterData', 'shell'])
  const [archived, setArchived] = useState<'false' | 'true'>('false')
  const [open, setOpen] = useState<DocumentType | 'new' | null>(null)
  const types = query.useQuery('get', '/document-types', { params: { query: { archived } } })
  const add = (
    <Button variant="primary" icon="plus" onClick={() => setOpen('new')}>
      {t('add')}
    </Button>
  )
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      actions={add}
      narrow
    >
      <div className="mb-3">
        <Segments
          label={t('masterData:show')}
          quiet
          value={archived}
          onChange={setArchived}
          options={[
            { value: 'false', label: t('masterData:current') },
            { value: 'true', label: t('masterData:withArchived') },
          ]}
        />
      </div>
      <Loaded query={types} skeleton={<SkeletonRows rows={8} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="file" action={add}>
              {t('empty')}
            </EmptyState>
          ) : (
            <ul className="card divide-y divide-separator">
              {items.map((type) => (
                <TypeRow key={type.id} type={type} edit={() => setOpen(type)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open && <DocumentTypeDialog type={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

/** A rule in a sentence: for what, and until when. */
function useRuleWords() {
  const { t } = useTranslation('documentTypes')
  const types = useTypeOptions()
  return ({ assetTypeIds, onlyOnRoad, expiry }: DocumentType['rules'][number]) => {
    const named = assetTypeIds.map((id) => types.find(({ value }) => value === id)?.label ?? id)
    const ends =
      expiry === null
        ? t('rule.none')
        : expiry.kind === 'ON_DATE'
          ? t('rule.onDate', { date: `${expiry.day}-${expiry.month}` })
          : expiry.kind === 'MONTHS'
            ? t('rule.months', { count: expiry.months })
            : t('rule.plateDigit')
    return [named.join(', ') || t('rule.everyType'), onlyOnRoad && t('rule.onRoad'), ends].filter(Boolean).join(' · ')
  }
}

function TypeRow({ type, edit }: { type: DocumentType; edit: () => void }) {
  const { t } = useTranslation(['documentTypes', 'masterData'])
  const say = useSayProblem()
  const ruleWords = useRuleWords()
  const change = useSend('patch', '/document-types/{id}', { version: type.version })
  const bring = useSend('patch', '/document-types/{id}')
  const { id, name, code, subject, critical, required, predefined, archived, rules } = type
  const params = { path: { id } }
  const restore = () =>
    bring.mutate(
      { params, body: { archived: false } },
      { onSuccess: () => toast(t('masterData:restored', { name })), onError: say },
    )
  const archive = () =>
    change.mutate(
      { params, body: { archived: true } },
      { onSuccess: () => toast(t('masterData:wasArchived', { name }), { undo: restore }), onError: say },
    )
  const flags = [t(`subject.${subject}`), critical && t('isCritical'), required && t('isRequired')].filter(Boolean)
  return (
    <li className="flex items-start gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="[overflow-wrap:anywhere]">{name}</span>
          {predefined && (
            <Badge icon="lock" tone="neutral">
              {t('masterData:predefined')}
            </Badge>
          )}
          {archived && (
            <Badge icon="archive" tone="neutral">
              {t('masterData:archived')}
            </Badge>
          )}
        </p>
        <p className="text-xs text-muted">
          <span className="font-mono">{code}</span>
          {` · ${flags.join(' · ')}`}
        </p>
        <ul className="text-xs text-muted">
          {rules.map((rule) => (
            <li key={JSON.stringify(rule)}>{ruleWords(rule)}</li>
          ))}
        </ul>
      </div>
      <Menu
        label={t('masterData:actions', { name })}
        items={
          archived
            ? [{ label: t('masterData:restore'), icon: 'undo', onSelect: restore }]
            : [
                { label: t('masterData:edit'), icon: 'edit', onSelect: edit },
                { label: t('masterData:archive'), icon: 'archive', onSelect: archive, separated: true },
              ]
        }
      />
    </li>
  )
}
