import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import type { components } from '../../app/api-schema.d.ts'
import { RecordListPage } from '../../ui/list/record-list-page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useArchived } from '../admin/archived-choice.tsx'
import { MasterDataRow } from '../admin/master-data-row.tsx'
import { RecordMenu } from '../admin/record-menu.tsx'
import { useArchivingByPatch } from '../admin/use-archiving-by-patch.ts'
import { useTypeOptions } from '../fleet/master-data.ts'
import { DocumentTypeDialog } from './document-type-dialog.tsx'

export type DocumentType = components['schemas']['DocumentType']

/** Which documents units and people carry, and when each runs out. */
export function DocumentTypesPage() {
  const { t } = useTranslation(['documentTypes', 'shell'])
  const { archived, choice } = useArchived('withArchived')
  const types = query.useQuery('get', '/document-types', { params: { query: { archived } } })
  return (
    <RecordListPage
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      narrow
      query={types}
      add={t('add')}
      filter={choice}
      empty={(add) => (
        <EmptyState icon="file" action={add}>
          {t('empty')}
        </EmptyState>
      )}
      row={(type, edit) => <TypeRow key={type.id} type={type} edit={edit} />}
      dialog={(type, close) => <DocumentTypeDialog type={type} onClose={close} />}
    />
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
  const { t } = useTranslation('documentTypes')
  const ruleWords = useRuleWords()
  const archiving = useArchivingByPatch('/document-types', type, type.name)
  const { name, code, subject, critical, required, predefined, archived, rules } = type
  const flags = [t(`subject.${subject}`), critical && t('isCritical'), required && t('isRequired')].filter(Boolean)
  return (
    <MasterDataRow
      name={name}
      code={code}
      predefined={predefined}
      archived={archived}
      about={` · ${flags.join(' · ')}`}
      menu={<RecordMenu name={name} archived={archived} edit={edit} {...archiving} />}
    >
      <ul className="text-xs text-muted">
        {rules.map((rule) => (
          <li key={JSON.stringify(rule)}>{ruleWords(rule)}</li>
        ))}
      </ul>
    </MasterDataRow>
  )
}
