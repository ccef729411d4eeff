import { useTranslation } from 'react-i18next'
import type { WorkOrderAction } from '../../../../domain/work-order-action.ts'
import { useInfinite } from '../../../app/api/infinite.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { BoardCard, BoardColumn } from '../../../ui/board.tsx'
import { Button } from '../../../ui/button.tsx'
import type { MenuItem } from '../../../ui/menu.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { PriorityBadge } from '../../../ui/status-badge.tsx'
import { actionIcons } from '../actions/order-actions.tsx'
import { DueText } from '../due-text.tsx'
import { useOrdersSearch } from '../orders-search.ts'
import type { WorkOrderItem } from '../schema.ts'
import { type ColumnKey, keyOf, moveTo } from './columns.ts'

interface OrdersColumnProps {
  column: ColumnKey
  columns: readonly ColumnKey[]
  sums: string
  cards: Map<string, WorkOrderItem>
  move: (order: WorkOrderItem, column: ColumnKey) => void
  run: (order: WorkOrderItem, action: WorkOrderAction) => void
}

export function OrdersColumn({ column, columns, sums, cards, move, run }: OrdersColumnProps) {
  const { t } = useTranslation(['workOrders', 'terms'])
  const { filter } = useOrdersSearch()
  const { status, holdReason } = column
  const orders = useInfinite('/work-orders', {
    sort: '-priority',
    ...filter,
    status,
    ...(holdReason ? { holdReason } : {}),
    limit: 30,
  })
  for (const order of orders.items) cards.set(order.id, order)
  const name = nameOf(column, t)

  const movesOf = (order: WorkOrderItem): MenuItem[] => [
    ...columns
      .filter((target) => keyOf(target) !== keyOf(column) && moveTo(order, target) !== null)
      .map((target) => ({
        label: t('board.moveTo', { column: nameOf(target, t) }),
        onSelect: () => move(order, target),
      })),
    ...(['CLOSE', 'CANCEL'] as const)
      .filter((action) => (action === 'CLOSE') === (order.status === 'COMPLETED'))
      .map((action) => ({
        label: t(`action.${action}`),
        icon: actionIcons[action],
        danger: action === 'CANCEL',
        separated: true,
        onSelect: () => run(order, action),
      })),
  ]
  return (
    <BoardColumn
      title={name}
      sums={sums}
      onDrop={(id) => {
        const order = cards.get(id)
        if (order) move(order, column)
      }}
    >
      {orders.isPending ? (
        <li>
          <SkeletonRows rows={3} />
        </li>
      ) : orders.problem && orders.items.length === 0 ? (
        <li>
          <ErrorState compact error={orders.problem} retry={orders.retry} />
        </li>
      ) : (
        orders.items.map((order) => (
          <BoardCard
            key={order.id}
            id={order.id}
            moves={movesOf(order)}
            menuLabel={t('board.move', { number: order.number })}
          >
            <CardContent order={order} />
          </BoardCard>
        ))
      )}
      {orders.hasMore && (
        <li>
          <Button size="sm" variant="ghost" pending={orders.isFetchingMore} onClick={orders.fetchMore}>
            {t('board.more')}
          </Button>
        </li>
      )}
    </BoardColumn>
  )
}

type Words = ReturnType<typeof useTranslation<['workOrders', 'terms']>>['t']

function nameOf({ status, holdReason }: ColumnKey, t: Words): string {
  const name = t(`terms:workOrderStatus.${status}`)
  return holdReason ? `${name}: ${t(`terms:holdReason.${holdReason}`)}` : name
}

function CardContent({ order }: { order: WorkOrderItem }) {
  const { t } = useTranslation('workOrders')
  const format = useFormat()
  return (
    <>
      <p className="text-xs text-muted">
        {`${order.number} · ${order.asset.code}`}
        {order.estimatedHours !== null && ` · ${format.hours(order.estimatedHours)}`}
      </p>
      <AppLink href={`/work-orders/${order.id}`} className="font-medium hover:underline">
        {order.title}
      </AppLink>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
        <PriorityBadge priority={order.priority} />
        {order.awaitsApproval && <span>{t('awaitsApproval')}</span>}
        <span>{order.assignee?.name ?? t('nobody')}</span>
        <DueText order={order} />
      </p>
    </>
  )
}
