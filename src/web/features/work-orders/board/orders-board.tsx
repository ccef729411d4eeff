import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../../app/api/client.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { Board } from '../../../ui/board.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useTransition } from '../actions/use-transition.tsx'
import { useOrdersSearch } from '../orders-search.ts'
import type { WorkOrderItem } from '../schema.ts'
import { type ColumnKey, columnsFor, keyOf, moveTo } from './columns.ts'
import { OrdersColumn } from './orders-column.tsx'

/** Orders by state; moving a card is what a button on the order's page does. */
export function OrdersBoard() {
  const { t } = useTranslation('workOrders')
  const { filter } = useOrdersSearch()
  const format = useFormat()
  const columns = columnsFor(filter)
  const { sort: _, ...counted } = filter
  const status = [...new Set(columns.map((column) => column.status))].join(',')
  const counts = query.useQuery('get', '/work-orders/counts', { params: { query: { ...counted, status } } })
  const { run, dialog } = useTransition()
  /** The cards on the board by id: what a dropped card is known by. */
  const cards = useRef(new Map<string, WorkOrderItem>())

  const sumsOf = (column: ColumnKey): string => {
    const row = counts.data?.items.find((item) => keyOf(item) === keyOf(column))
    return t('board.sums', { n: row?.count ?? 0, hours: format.number(row?.estimatedHours ?? 0, 1) })
  }
  const move = (order: WorkOrderItem, column: ColumnKey) => {
    const action = moveTo(order, column)
    if (action) run(order, action, column.holdReason ? { holdReason: column.holdReason } : {})
    else if (keyOf(order) !== keyOf(column)) toast(t('board.cannot', { number: order.number }), { tone: 'danger' })
  }
  if (columns.length === 0) return <EmptyState icon="board">{t('board.none')}</EmptyState>
  return (
    <>
      <Board label={t('view.board')}>
        {columns.map((column) => (
          <OrdersColumn
            key={keyOf(column)}
            column={column}
            columns={columns}
            sums={counts.data ? sumsOf(column) : ''}
            cards={cards.current}
            move={move}
            run={run}
          />
        ))}
      </Board>
      {dialog}
    </>
  )
}
