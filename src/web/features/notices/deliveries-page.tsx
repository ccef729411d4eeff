import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { deliveryQuery } from '../../../contract/notices.ts'
import { deliveryChannels } from '../../../domain/notice.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import type { IconName } from '../../ui/icon.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { personLookup } from '../work-orders/lookups.ts'
import type { DeliveryRow } from './schema.ts'

const deliveryFilter = deliveryQuery.omit({ cursor: true, limit: true })
type Filter = Partial<z.input<typeof deliveryFilter>>

const looks: Record<DeliveryRow['state'], { tone: Tone; icon: IconName }> = {
  WAITING: { tone: 'neutral', icon: 'clock' },
  SENDING: { tone: 'info', icon: 'upload' },
  SENT: { tone: 'success', icon: 'done' },
  FAILED: { tone: 'danger', icon: 'warning' },
}
const states = Object.keys(looks) as DeliveryRow['state'][]

/** What left the product and what did not, with why. */
export function DeliveriesPage() {
  const { t } = useTranslation(['notices', 'shell'])
  const { filter, setFilter } = useUrlFilter(deliveryFilter)
  const deliveries = useInfinite('/deliveries', { ...filter, limit: 50 })
  const columns = useColumns()
  const fields: readonly FilterField<Filter>[] = [
    {
      kind: 'option',
      name: 'state',
      label: t('delivery.state'),
      options: states.map((value) => ({ value, label: t(`state.${value}`) })),
    },
    {
      kind: 'option',
      name: 'channel',
      label: t('delivery.channel'),
      options: deliveryChannels.map((value) => ({ value, label: t(`channel.${value}`) })),
    },
    { kind: 'lookup', name: 'personId', label: t('delivery.person'), lookup: personLookup },
  ]
  return (
    <Page
      title={t('delivery.title')}
      lead={t('delivery.lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      fill
    >
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <DataTable
        label={t('delivery.title')}
        name="deliveries"
        query={deliveries}
        columns={columns}
        empty={
          <EmptyState icon="bell" action={<LinkButton href="/profile/notices">{t('preferences.open')}</LinkButton>}>
            {t('delivery.nothing')}
          </EmptyState>
        }
      />
    </Page>
  )
}

function useColumns(): readonly Column<DeliveryRow>[] {
  const { t } = useTranslation('notices')
  const format = useFormat()
  return useMemo(
    () => [
      { id: 'title', header: t('delivery.notice'), cell: (row) => row.title },
      {
        id: 'state',
        header: t('delivery.state'),
        cell: ({ state }) => (
          <Badge tone={looks[state].tone} icon={looks[state].icon}>
            {t(`state.${state}`)}
          </Badge>
        ),
        width: '9rem',
        card: 'mark',
      },
      {
        id: 'channel',
        header: t('delivery.channel'),
        cell: ({ channel }) => t(`channel.${channel}`),
        width: '7rem',
        card: 'meta',
      },
      {
        id: 'person',
        header: t('delivery.person'),
        cell: ({ person }) => person?.name ?? t('delivery.company'),
        width: '12rem',
        card: 'meta',
      },
      {
        id: 'when',
        header: t('delivery.when'),
        cell: (row) => format.dateTime(row.settledAt ?? row.dueAt ?? row.createdAt),
        width: '11rem',
        card: 'meta',
      },
      {
        id: 'attempts',
        header: t('delivery.attempts'),
        cell: ({ attempts }) => format.number(attempts),
        numeric: true,
        width: '6rem',
        card: 'none',
      },
      {
        id: 'lastError',
        header: t('delivery.error'),
        cell: ({ lastError }) => <span className="[overflow-wrap:anywhere]">{lastError ?? '—'}</span>,
        card: 'line',
      },
      { id: 'retry', header: t('delivery.retry'), quiet: true, cell: (row) => <Retry delivery={row} />, width: '9rem' },
    ],
    [t, format],
  )
}

function Retry({ delivery: { id, state, title } }: { delivery: DeliveryRow }) {
  const { t } = useTranslation('notices')
  const say = useSayProblem()
  const retry = useSend('post', '/deliveries/{id}/retry', { invalidates: ['/deliveries'] })
  if (state !== 'FAILED') return null
  return (
    <Button
      size="sm"
      icon="undo"
      aria-label={t('delivery.retryOf', { title })}
      pending={retry.isPending}
      onClick={() =>
        retry.mutate({ params: { path: { id } } }, { onSuccess: () => toast(t('delivery.retried')), onError: say })
      }
    >
      {t('delivery.retry')}
    </Button>
  )
}
