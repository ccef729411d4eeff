import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import type { components } from '../../app/api-schema.d.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { HistoryDialog } from './history-dialog.tsx'
import { ParameterDialog } from './parameter-dialog.tsx'
import { useParameterValue } from './words.ts'

export type Parameter = components['schemas']['Parameter']

/** What may be set while the product runs, what it was set to, and by whom. */
export function ParametersPage() {
  const { t } = useTranslation(['parameters', 'shell'])
  const [open, setOpen] = useState<{ what: 'edit' | 'history'; parameter: Parameter } | null>(null)
  const parameters = query.useQuery('get', '/parameters')
  const close = () => setOpen(null)
  return (
    <Page title={t('title')} lead={t('lead')} breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}>
      <Loaded query={parameters} skeleton={<SkeletonRows rows={4} />}>
        {({ items }) => (
          <ul className="card divide-y divide-separator">
            {items.map((parameter) => (
              <ParameterRow key={parameter.key} parameter={parameter} open={(what) => setOpen({ what, parameter })} />
            ))}
          </ul>
        )}
      </Loaded>
      {open?.what === 'edit' && <ParameterDialog parameter={open.parameter} onClose={close} />}
      {open?.what === 'history' && <HistoryDialog parameter={open.parameter} onClose={close} />}
    </Page>
  )
}

function ParameterRow({ parameter, open }: { parameter: Parameter; open: (what: 'edit' | 'history') => void }) {
  const { t } = useTranslation('parameters')
  const format = useFormat()
  const say = useSayProblem()
  const textOf = useParameterValue()
  const set = useSend('put', '/parameters/{key}')
  const { key, value, fallback, changedAt, changedBy } = parameter
  const name = t(`name.${key}`)
  const revert = () =>
    set.mutate(
      { params: { path: { key } }, body: { value: fallback } },
      { onSuccess: () => toast(t('reverted', { name })), onError: say },
    )
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,14rem)_auto] md:items-center">
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        <p className="text-muted">{t(`about.${key}`)}</p>
        <p className="font-mono text-xs text-muted [overflow-wrap:anywhere]">{key}</p>
      </div>
      <div className="col-start-1 row-start-2 min-w-0 md:col-start-2 md:row-start-1">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {textOf(parameter, value)}
          {value !== fallback && (
            <Badge tone="info" icon="edit">
              {t('changed')}
            </Badge>
          )}
        </p>
        <p className="text-xs text-muted">{t('fallback', { value: textOf(parameter, fallback) })}</p>
        {changedAt && (
          <p className="text-xs text-muted">
            {[format.dateTime(changedAt), changedBy?.name].filter(Boolean).join(' · ')}
          </p>
        )}
      </div>
      <Menu
        label={t('actions', { name })}
        items={[
          { label: t('edit'), icon: 'edit', onSelect: () => open('edit') },
          { label: t('history'), icon: 'clock', onSelect: () => open('history') },
          ...(value === fallback ? [] : [{ label: t('revert'), icon: 'undo', onSelect: revert } as const]),
        ]}
      />
    </li>
  )
}
