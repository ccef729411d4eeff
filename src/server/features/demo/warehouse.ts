import { sql } from 'drizzle-orm'
import { type CataloguePart, catalogue, simulatedSuppliers } from '../../../simulation/part-catalogue.ts'
import { createRandom } from '../../../simulation/random.ts'
import type { OrderRow } from '../../../simulation/rows.ts'
import { batchOf, type PartsUse, type StockRow, simulateWarehouse } from '../../../simulation/warehouse.ts'
import type { Tx } from '../../platform/database/database.ts'
import { instantWriter } from './instants.ts'
import { openLoader, sheet } from './loader.ts'

/** What a simulated order used of the warehouse; nothing before it is completed. */
export function partsUseOf({ id, siteId, completedAt, category, system, cost }: OrderRow): PartsUse[] {
  if (completedAt === null || cost.parts === 0) return []
  const of = category === 'PREVENTIVE' ? null : (system ?? 'OTHER')
  return [{ orderId: id, siteId, at: completedAt, system: of, cost: cost.parts }]
}

/** A fixed-point number with so many decimals as PostgreSQL reads it. */
function decimal(value: bigint, digits: number): string {
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0')
  return `${value < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const binOf = (part: number) => `${'ABCDEF'[part % 6]}-${String(1 + Math.floor(part / 6)).padStart(2, '0')}`

/** What is dear is bought when it is needed; of the rest, a part of a delivery is kept. */
function levelsOf(entry: CataloguePart): [minStock: number, reorderPoint: number] {
  const batch = batchOf(entry)
  return entry.price > 300_000 ? [0, 0] : [Math.floor(batch / 6), Math.ceil(batch / 3)]
}

/** Writes the warehouses' catalogue and three years of their ledger, and makes the orders cost what they took from it. */
export async function loadWarehouse(tx: Tx, seed: string, uses: readonly PartsUse[], from: number): Promise<void> {
  const random = createRandom(`${seed} warehouse`)
  const at = instantWriter()
  const rows = simulateWarehouse(random, uses, from)
  const supplierIds = simulatedSuppliers.map(() => random.uuid(from))
  const partIds = catalogue.map(() => random.uuid(from))
  const places = new Map(rows.map(({ part, siteId }) => [`${part} ${siteId}`, { part, siteId }]))
  const loader = openLoader(tx)
  await loader.add(
    sheet<number>('supplier', ['id', 'name', 'phone', 'created_at'], (i) => {
      const { name, phone } = simulatedSuppliers[i]!
      return [supplierIds[i]!, name, phone, at(from)]
    }),
    simulatedSuppliers.keys(),
  )
  await loader.add(
    sheet<number>(
      'part',
      ['id', 'number', 'description', 'unit', 'supplier_id', 'lead_time_days', 'created_at'],
      (i) => {
        const { number, description, unit, supplier, leadTimeDays } = catalogue[i]!
        return [partIds[i]!, number, description, unit, supplierIds[supplier]!, leadTimeDays, at(from)]
      },
    ),
    catalogue.keys(),
  )
  await loader.add(
    sheet<{ part: number; siteId: string }>(
      'part_stock',
      ['part_id', 'site_id', 'bin', 'min_stock', 'reorder_point'],
      ({ part, siteId }) => [partIds[part]!, siteId, binOf(part), ...levelsOf(catalogue[part]!)],
    ),
    places.values(),
  )
  await loader.add(
    sheet<StockRow>(
      'stock_movement',
      ['id', 'part_id', 'site_id', 'kind', 'quantity', 'value', 'balance', 'work_order_id', 'at'],
      ({ part, siteId, kind, change, balance, orderId, at: when }) => [
        ...[random.uuid(when), partIds[part]!, siteId, kind, decimal(change.quantity, 3), decimal(change.value, 6)],
        ...[decimal(balance, 3), orderId, at(when)],
      ],
    ),
    rows,
  )
  await loader.flush()
  // What a change of an order is told to is filled already by the load itself.
  await tx.executeSql('ALTER TABLE work_order DISABLE TRIGGER USER')
  await tx.rows(sql`
    UPDATE work_order o SET parts_cost = used.cost
    FROM (SELECT work_order_id, sum(round(value))::bigint AS cost FROM work_order_part GROUP BY 1) used
    WHERE used.work_order_id = o.id`)
  await tx.executeSql('ALTER TABLE work_order ENABLE TRIGGER USER')
}
