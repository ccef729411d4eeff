import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { PriorityBadge, WorkOrderStatusBadge } from '../../ui/status-badge.tsx'
import type { Operator } from './schema.ts'

/** A mechanic's day: the own open orders, the one under way first. No charts. */
export function OperatorDashboard({ data }: { data: Operator }) {
  const { t } = useTranslation('kpis')
  const format = useFormat()
  return (
    <Section title={t('dashboard.mine')} padded={data.orders.length === 0}>
      {data.orders.length === 0 ? (
        <EmptyState icon="orders">{t('dashboard.noneMine')}</EmptyState>
      ) : (
        <ul className="divide-y divide-separator">
          {data.orders.map((order) => (
            <li key={order.id}>
              <AppLink
                href={`/work-orders/${order.id}`}
                className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-surface-secondary"
              >
                <span className="min-w-0 flex-1 basis-60">
                  <span className="block font-medium wrap-anywhere">{order.title}</span>
                  <span className="block text-sm text-muted">
                    {order.asset.code} · {order.asset.name} · {order.number}
                  </span>
                </span>
                {order.dueAt && order.overdue && (
                  <Badge tone="danger" icon="clock">
                    {t('dashboard.overdueSince', { when: format.date(order.dueAt) })}
                  </Badge>
                )}
                {order.dueAt && !order.overdue && (
                  <span className="text-sm text-muted">{t('dashboard.due', { when: format.date(order.dueAt) })}</span>
                )}
                <PriorityBadge priority={order.priority} />
                <WorkOrderStatusBadge status={order.status} />
              </AppLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
