import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { civilDate } from '../../../contract/common.ts'
import { securityKinds, securityQuery } from '../../../contract/security.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import type { ItemOf } from '../../app/api/paths.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { Badge } from '../../ui/badge.tsx'
import { asInstants } from '../../ui/list/day-range.ts'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Paged } from '../../ui/list/paged.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { personLookup } from '../work-orders/lookups.ts'

const securityFilter = securityQuery
  .omit({ cursor: true, limit: true, ip: true })
  .extend({ from: civilDate.optional(), to: civilDate.optional() })
type Filter = Partial<z.input<typeof securityFilter>>

/** Who came in, who was refused, and whose rights changed. */
export function SecurityPage() {
  const { t } = useTranslation(['security', 'shell'])
  const { filter, setFilter } = useUrlFilter(securityFilter)
  const events = useInfinite('/security-events', { ...asInstants(filter), limit: 50 })
  const fields: readonly FilterField<Filter>[] = [
    { kind: 'dates', from: 'from', to: 'to', label: t('at') },
    {
      kind: 'option',
      name: 'kind',
      label: t('what'),
      options: securityKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
    },
    { kind: 'lookup', name: 'personId', label: t('who'), lookup: personLookup },
  ]
  return (
    <Page title={t('title')} lead={t('lead')} breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}>
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <Paged list={events} empty={<EmptyState icon="shield">{t('nothing')}</EmptyState>}>
        {(items) => (
          <ol className="card divide-y divide-separator" aria-label={t('title')}>
            {items.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </ol>
        )}
      </Paged>
    </Page>
  )
}

const usual = new Set(['signedIn', 'signedOut', 'rightsChanged', 'passwordChanged'])

function EventRow({ event }: { event: ItemOf<'/security-events'> }) {
  const { t } = useTranslation('security')
  const format = useFormat()
  const { at, kind, count, ip, person, subject, route, requestId } = event
  const expected = usual.has(kind)
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[10rem_minmax(0,16rem)_minmax(0,1fr)]">
      <p className="text-muted tabular-nums">{format.dateTime(at)}</p>
      <div className="flex min-w-0 flex-wrap items-start gap-2">
        <Badge tone={expected ? 'neutral' : 'warning'} icon={expected ? 'key' : 'shield'}>
          {t(`kind.${kind}`)}
        </Badge>
        {count > 1 && <span className="text-muted">{t('times', { n: format.number(count) })}</span>}
      </div>
      <p className="min-w-0 [overflow-wrap:anywhere]">
        {[person?.name, subject].filter(Boolean).join(' → ') || t('nobody')}
        <span className="block font-mono text-xs text-muted">{`${ip} · ${route} · ${requestId}`}</span>
      </p>
    </li>
  )
}
