import type { Readable } from 'node:stream'
import type { PartExportQuery, PartItem } from '../../../contract/inventory.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type Column, type TableFormat, tableStream } from '../../platform/tabular.ts'
import { words } from '../../platform/words.ts'
import { listParts } from './queries.ts'

const batchSize = 1_000

/** The pages of the list itself: what is exported is what the list shows, in its order. */
async function* pages(runtime: Runtime, actor: Actor, query: PartExportQuery) {
  let cursor: string | undefined
  do {
    const page = await listParts(runtime.database.db, actor, { ...query, limit: batchSize, cursor })
    yield page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}

function columnsFor({ locale }: Actor): Column<PartItem>[] {
  const column = (
    name: string,
    kind: Column<PartItem>['kind'],
    width: number,
    value: Column<PartItem>['value'],
  ): Column<PartItem> => ({ heading: words(locale, `inventory.column.${name}`), kind, value, width })
  return [
    column('number', 'text', 18, (part) => part.number),
    column('description', 'text', 50, (part) => part.description),
    column('unit', 'text', 10, (part) => words(locale, `inventory.unit.${part.unit}`)),
    column('state', 'text', 16, (part) => words(locale, `inventory.state.${part.state}`)),
    column('onHand', 'number', 10, (part) => part.onHand),
    column('reserved', 'number', 10, (part) => part.reserved),
    column('available', 'number', 10, (part) => part.available),
    column('onOrder', 'number', 10, (part) => part.onOrder),
    column('bins', 'text', 16, (part) => part.bins.join(', ')),
    column('supplier', 'text', 30, (part) => part.supplier?.name ?? null),
    column('unitCost', 'number', 14, (part) => part.unitCost ?? null),
    column('value', 'number', 16, (part) => part.value ?? null),
  ]
}

/** The list that matches as a file, written while it is read. */
export function exportParts(
  runtime: Runtime,
  actor: Actor,
  query: PartExportQuery,
  format: TableFormat,
): { stream: Readable; fileName: string } {
  const zone = runtime.config.COMPANY_TIME_ZONE
  const table = {
    name: words(actor.locale, 'inventory.sheet'),
    columns: columnsFor(actor),
    batches: pages(runtime, actor, query),
  }
  return {
    stream: tableStream(table, format, { locale: actor.locale, zone }),
    fileName: `${words(actor.locale, 'inventory.file')}-${dateAt(Date.parse(runtime.now()), zone)}.${format}`,
  }
}
