import type { Readable } from 'node:stream'
import type { WorkOrderFilter, WorkOrderItem, WorkOrderQuery } from '../../../contract/work-orders.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import type { Db } from '../../platform/database/database.ts'
import { type Column, type TableFormat, tableStream } from '../../platform/tabular.ts'
import { words } from '../../platform/words.ts'
import type { FilterContext } from './filter.ts'
import { listWorkOrders } from './list-query.ts'

/** Small, so that what a page leaves behind is collected before the next ones add to it. */
const batchSize = 250

/** The pages of the list itself, one after the other: what is exported is what the list shows, in its order. */
async function* pages(db: Db, context: FilterContext, filter: WorkOrderFilter, sort: WorkOrderQuery['sort']) {
  let cursor: string | undefined
  do {
    const page = await listWorkOrders(db, context, { ...filter, sort, limit: batchSize, cursor })
    yield page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}

function columnsFor({ actor: { locale } }: FilterContext): Column<WorkOrderItem>[] {
  const named = (kind: string, value: string | null) =>
    value === null ? null : words(locale, `work-orders.${kind}.${value}`)
  const column = (
    name: string,
    kind: Column<WorkOrderItem>['kind'],
    value: Column<WorkOrderItem>['value'],
    width?: number,
  ): Column<WorkOrderItem> => ({
    heading: words(locale, `work-orders.column.${name}`),
    kind,
    value,
    ...(width ? { width } : {}),
  })
  return [
    column('number', 'text', (order) => order.number, 17),
    column('title', 'text', (order) => order.title, 50),
    column('status', 'text', (order) => named('status', order.status)),
    column('holdReason', 'text', (order) => named('hold', order.holdReason), 20),
    column('priority', 'text', (order) => named('priority', order.priority), 10),
    column('category', 'text', (order) => named('category', order.category)),
    column('assetCode', 'text', (order) => order.asset.code),
    column('assetName', 'text', (order) => order.asset.name, 30),
    column('assignee', 'text', (order) => order.assignee?.name ?? null, 24),
    column('reportedAt', 'instant', (order) => order.reportedAt, 17),
    column('scheduledOn', 'date', (order) => order.scheduledOn, 12),
    column('dueAt', 'instant', (order) => order.dueAt, 17),
    column('completedAt', 'instant', (order) => order.completedAt, 17),
    column('estimatedHours', 'number', (order) => order.estimatedHours, 10),
    column('hoursWorked', 'number', (order) => order.hoursWorked, 10),
    column('totalCost', 'number', (order) => order.totalCost ?? null, 14),
  ]
}

/** The list that matches as a file, written while it is read. */
export function exportWorkOrders(
  db: Db,
  context: FilterContext,
  { sort, format, ...filter }: WorkOrderFilter & { sort: WorkOrderQuery['sort']; format: TableFormat },
): { stream: Readable; fileName: string } {
  const { actor, zone, now } = context
  const table = {
    name: words(actor.locale, 'work-orders.sheet'),
    columns: columnsFor(context),
    batches: pages(db, context, filter, sort),
  }
  return {
    stream: tableStream(table, format, { locale: actor.locale, zone }),
    fileName: `${words(actor.locale, 'work-orders.file')}-${dateAt(Date.parse(now), zone)}.${format}`,
  }
}
