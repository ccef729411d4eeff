import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { AssetStatusBadge } from '../../ui/status-badge.tsx'
import { rowsHref } from './addresses.ts'
import type { Kpi, Planner } from './schema.ts'

const downStatuses = 'STOPPED,IN_MAINTENANCE,OUT_OF_SERVICE'

export function UnitsDown({ down }: { down: Planner['down'] }) {
  const { t } = useTranslation('kpis')
  const format = useFormat()
  const all = `/assets?status=${downStatuses}`
  return (
    <Section
      title={t('dashboard.down')}
      padded={down.items.length === 0}
      actions={
        <AppLink href={all} className="py-1 text-sm font-medium text-accent-soft-foreground hover:underline">
          {t('dashboard.downOf', { total: down.total, units: down.units })}
        </AppLink>
      }
    >
      {down.items.length === 0 ? (
        <EmptyState icon="done">{t('dashboard.noneDown')}</EmptyState>
      ) : (
        <SimpleTable
          label={t('dashboard.down')}
          rows={down.items}
          rowKey={({ asset }) => asset.id}
          rowHref={({ asset }) => `/assets/${asset.id}`}
          columns={[
            { id: 'unit', header: t('dashboard.unit'), cell: ({ asset }) => `${asset.code} · ${asset.name}` },
            {
              id: 'status',
              header: t('dashboard.status'),
              cell: ({ status }) => <AssetStatusBadge status={status} />,
              card: 'mark',
            },
            { id: 'for', header: t('dashboard.for'), numeric: true, cell: ({ hours }) => format.hours(hours) },
            { id: 'reason', header: t('dashboard.reason'), cell: ({ reason }) => reason ?? t('dashboard.noReason') },
            {
              id: 'order',
              header: t('dashboard.order'),
              cell: ({ order }) =>
                order && (
                  <AppLink href={`/work-orders/${order.id}`} className="underline">
                    {order.number}
                  </AppLink>
                ),
            },
          ]}
        />
      )}
      {down.total > down.items.length && (
        <p className="px-4 py-2 text-sm">
          <AppLink href={all} className="underline">
            {t('dashboard.moreDown')}
          </AppLink>
        </p>
      )}
    </Section>
  )
}

const open = 'PENDING,IN_PROGRESS,ON_HOLD'

export function Attention({ orders }: { orders: Planner['orders'] }) {
  const { t } = useTranslation('kpis')
  const format = useFormat()
  const figures = [
    ['overdue', format.number(orders.overdue), '/work-orders?overdue=true'],
    ['unassigned', format.number(orders.unassigned), `/work-orders?status=${open}&assigneeId=none`],
    ['waitingParts', format.number(orders.waitingParts), '/work-orders?status=ON_HOLD&holdReason=PARTS'],
    ['waitingApproval', format.number(orders.waitingApproval), '/work-orders?status=ON_HOLD&holdReason=APPROVAL'],
    ['open', format.number(orders.open), `/work-orders?status=${open}`],
    ['unscheduled', format.hours(orders.unscheduledHours), `/work-orders?status=${open}&unscheduled=true`],
  ] as const
  return (
    <Section title={t('dashboard.attention')}>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6">
        {figures.map(([key, value, href]) => (
          <li key={key}>
            <AppLink href={href} className="block min-h-12 rounded-md p-2 hover:bg-surface-secondary">
              <span className="block text-xl font-semibold tabular-nums">{value}</span>
              <span className="block text-sm text-muted">{t(`dashboard.${key}`)}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function WorstUnits({ worst, kpis }: { worst: Planner['worst']; kpis: readonly Kpi[] }) {
  const { t } = useTranslation('kpis')
  const format = useFormat()
  const period = kpis.find(({ id }) => id === 'availability')?.period
  return (
    <Section title={t('dashboard.worst')} padded={worst.length === 0}>
      {worst.length === 0 ? (
        <p className="text-muted">{t('dashboard.noWorst')}</p>
      ) : (
        <SimpleTable
          label={t('dashboard.worst')}
          rows={worst}
          rowKey={({ asset }) => asset.id}
          rowHref={({ asset }) => rowsHref('failures', { assetId: asset.id, from: period?.from, to: period?.to })}
          columns={[
            { id: 'unit', header: t('dashboard.unit'), cell: ({ asset }) => `${asset.code} · ${asset.name}` },
            {
              id: 'down',
              header: t('dashboard.downHours'),
              numeric: true,
              cell: ({ downHours }) => format.hours(downHours),
            },
            {
              id: 'failures',
              header: t('dashboard.failures'),
              numeric: true,
              cell: ({ failures }) => format.number(failures),
            },
            { id: 'cost', header: t('dashboard.cost'), numeric: true, cell: ({ cost }) => format.money(cost) },
          ]}
        />
      )}
    </Section>
  )
}
