import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { AppLink, LinkButton } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { PriorityBadge, WorkOrderStatusBadge } from '../../ui/status-badge.tsx'
import { actionIcons } from './actions/order-actions.tsx'
import { useTransition } from './actions/use-transition.tsx'
import { DueText } from './due-text.tsx'
import { myOrders } from './first-read.ts'
import { Elapsed, useRunningTimer } from './parts/timer-button.tsx'
import type { WorkOrderItem } from './schema.ts'

/** The buttons of a card by state: what one does next, first. */
const steps = {
  PENDING: ['START'],
  IN_PROGRESS: ['COMPLETE', 'HOLD'],
  ON_HOLD: ['RESUME'],
} as const
const rank = { IN_PROGRESS: 0, ON_HOLD: 1, PENDING: 2 } as const

/** What a mechanic has to do, on one screen: every order with its next step as a button. */
export function MyOrders() {
  const { t } = useTranslation('workOrders')
  const orders = useInfinite('/work-orders', myOrders)
  const { run, dialog, pending } = useTransition()
  const running = useRunningTimer()
  const items = [...orders.items].sort((a, b) => rankOf(a) - rankOf(b))
  return (
    <Page
      title={t('mine.title')}
      narrow
      actions={
        <>
          <LinkButton href="/inspections/new" icon="inspections">
            {t('mine.inspect')}
          </LinkButton>
          <LinkButton href="/work-orders/report" icon="warning">
            {t('report.short')}
          </LinkButton>
        </>
      }
    >
      {running && (
        <div className="mb-3">
          <Notice tone="info">
            {t('mine.timer')}{' '}
            <AppLink href={`/work-orders/${running.workOrderId}`} className="link">
              {running.number}
            </AppLink>
            {': '}
            <Elapsed from={running.from} />
          </Notice>
        </div>
      )}
      {orders.isPending ? (
        <SkeletonRows />
      ) : orders.problem && items.length === 0 ? (
        <ErrorState error={orders.problem} retry={orders.retry} />
      ) : items.length === 0 ? (
        <EmptyState icon="done">{t('mine.none')}</EmptyState>
      ) : (
        <ul className="grid gap-3">
          {items.map((order) => (
            <li key={order.id} className="card p-4">
              <Card order={order} pending={pending} run={run} />
            </li>
          ))}
        </ul>
      )}
      {dialog}
    </Page>
  )
}

const rankOf = ({ status }: WorkOrderItem) => rank[status as keyof typeof rank] ?? 3

interface CardProps {
  order: WorkOrderItem
  pending: boolean
  run: ReturnType<typeof useTransition>['run']
}

function Card({ order, pending, run }: CardProps) {
  const { t } = useTranslation(['workOrders', 'terms'])
  const actions = steps[order.status as keyof typeof steps] ?? []
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-lg font-semibold">{order.asset.code}</span>
        <span className="flex-1" />
        <PriorityBadge priority={order.priority} />
        <WorkOrderStatusBadge status={order.status} />
      </div>
      <p className="mt-1">
        <AppLink href={`/work-orders/${order.id}`} className="font-medium hover:underline">
          {order.title}
        </AppLink>
      </p>
      <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-muted">
        <span>{order.number}</span>
        <span>{order.asset.name}</span>
        {order.holdReason && <span>{t(`terms:holdReason.${order.holdReason}`)}</span>}
        <DueText order={order} />
      </p>
      {order.awaitsApproval ? (
        <p className="mt-3 text-sm text-muted">{t('awaitsApproval')}</p>
      ) : (
        <div className="mt-3 flex flex-wrap gap-2">
          {actions.map((action, index) => (
            <Button
              key={action}
              variant={index === 0 ? 'primary' : 'secondary'}
              icon={actionIcons[action]}
              pending={pending}
              className={index === 0 ? 'flex-1 justify-center' : undefined}
              aria-label={t('mine.do', { action: t(`action.${action}`), number: order.number })}
              onClick={() => run(order, action, { timer: true })}
            >
              {t(`action.${action}`)}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
