import { useTranslation } from 'react-i18next'
import { openStatuses } from '../../../domain/work-order.ts'
import { query } from '../../app/api/client.ts'
import type { components } from '../../app/api-schema.d.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { cx } from '../../ui/class-names.ts'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { NoOrders } from './no-orders.tsx'
import { ordersHref, useOrdersSearch } from './orders-search.ts'

type Load = components['schemas']['Workload']['items'][number]

/** Who has how much to do, against the hours of their week. */
export function OrdersWorkload() {
  const { t } = useTranslation('workOrders')
  const { filter } = useOrdersSearch()
  const { sort: _, ...narrowing } = filter
  const workload = query.useQuery('get', '/work-orders/workload', { params: { query: narrowing } })
  return (
    <Loaded query={workload} skeleton={<SkeletonRows />}>
      {({ items }) =>
        items.length === 0 ? (
          <NoOrders />
        ) : items.every(({ count }) => count === 0) ? (
          <EmptyState icon="users">{t('workload.none')}</EmptyState>
        ) : (
          <ul className="card min-h-0 divide-y divide-separator overflow-y-auto" aria-label={t('view.workload')}>
            {items.map((load) => (
              <LoadRow key={load.person?.id ?? 'nobody'} load={load} />
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function LoadRow({ load }: { load: Load }) {
  const { t } = useTranslation('workOrders')
  const format = useFormat()
  const { filter } = useOrdersSearch()
  const share = load.weeklyHours ? load.estimatedHours / load.weeklyHours : null
  const over = share !== null && share > 1
  const href = ordersHref({
    ...filter,
    status: openStatuses.join(','),
    assigneeId: load.person?.id ?? 'none',
    view: 'table',
  })
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[minmax(10rem,18rem)_1fr_14rem] md:items-center">
      <AppLink href={href} className="font-medium hover:underline">
        {load.person?.name ?? t('nobody')}
      </AppLink>
      {share === null ? (
        <span className="hidden md:block" />
      ) : (
        <div className="h-3 overflow-hidden rounded-full bg-surface-tertiary" aria-hidden="true">
          <div
            className={cx('h-full rounded-full', over ? 'bg-danger' : 'bg-accent')}
            style={{ width: `${Math.min(100, share * 100)}%` }}
          />
        </div>
      )}
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm tabular-nums">
        <strong>
          {load.weeklyHours === null
            ? format.hours(load.estimatedHours)
            : t('workload.hours', {
                hours: format.number(load.estimatedHours, 1),
                weekly: format.number(load.weeklyHours, 1),
              })}
        </strong>
        {over && (
          <Badge tone="danger" icon="warning">
            {t('workload.over')}
          </Badge>
        )}
        <span className="text-muted">
          {[
            t('workload.orders', { count: load.count }),
            load.overdue > 0 && t('workload.overdue', { count: load.overdue }),
            load.withoutEstimate > 0 && t('workload.withoutEstimate', { count: load.withoutEstimate }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
    </li>
  )
}
