import type { PredefinedTypeCode } from '../../../domain/asset-type.ts'
import type { PlanPart } from '../../../domain/service-level.ts'
import { minorUnitsOf } from '../../../domain/stock.ts'
import { type CataloguePart, catalogue, simulatedSuppliers } from '../../../simulation/part-catalogue.ts'
import { createRandom } from '../../../simulation/random.ts'
import type { OrderRow } from '../../../simulation/rows.ts'
import { batchOf, openWarehouses, type PartsUse, type StockRow } from '../../../simulation/warehouse.ts'
import { instantWriter } from './instants.ts'
import { type Loader, sheet } from './loader.ts'

/** Ids of the catalogue's parts, in its order. */
export function demoPartIds(seed: string, from: number): string[] {
  const random = createRandom(`${seed} parts`)
  return catalogue.map(() => random.uuid(from))
}

/** What a simulated order on a unit of the type used of the warehouse; nothing before it is completed. */
function partsUseOf(order: OrderRow, type: PredefinedTypeCode): PartsUse[] {
  const { id, siteId, completedAt, service, category, system, cost } = order
  if (completedAt === null || cost.parts === 0) return []
  return [
    {
      ...{ orderId: id, siteId, at: completedAt, cost: cost.parts },
      service: service && { type, cycle: service.cycle },
      system: category === 'PREVENTIVE' ? null : (system ?? 'OTHER'),
    },
  ]
}

/** Parts that the plan asks for and an order that is still open has reserved. */
export interface PlannedPart extends PlanPart {
  orderId: string
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

interface Setting {
  seed: string
  from: number
  partIds: readonly string[]
  siteIds: readonly string[]
  typeOf: (assetId: string) => PredefinedTypeCode
}

/**
 * Writes the warehouses' catalogue and, order by order, three years of their ledger. What an order cost is what it took,
 * at the price of that day, so an order waits until all that was taken before it is known.
 */
export async function openDemoWarehouse(loader: Loader, { seed, from, partIds, siteIds, typeOf }: Setting) {
  const random = createRandom(`${seed} ledger`)
  const at = instantWriter()
  const warehouses = openWarehouses(createRandom(`${seed} warehouse`), siteIds, from)
  const supplierIds = simulatedSuppliers.map(() => random.uuid(from))
  const places = new Set<string>()
  const placeSheet = sheet<StockRow>(
    'part_stock',
    ['part_id', 'site_id', 'bin', 'min_stock', 'reorder_point'],
    ({ part, siteId }) => [partIds[part]!, siteId, binOf(part), ...levelsOf(catalogue[part]!)],
  )
  const movementSheet = sheet<StockRow>(
    'stock_movement',
    ['id', 'part_id', 'site_id', 'kind', 'quantity', 'value', 'balance', 'work_order_id', 'at'],
    ({ part, siteId, kind, change, balance, orderId, at: when }) => [
      ...[random.uuid(when), partIds[part]!, siteId, kind, decimal(change.quantity, 3), decimal(change.value, 6)],
      ...[decimal(balance, 3), orderId, at(when)],
    ],
  )
  const isNew = ({ part, siteId }: StockRow) => places.size < places.add(`${part} ${siteId}`).size
  let waiting: OrderRow[] = []

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

  return {
    /** Those of `orders`, and of earlier ones, whose parts are known now: completed before `until` (epoch ms), or not at all. */
    async supply(orders: readonly OrderRow[], until: number): Promise<OrderRow[]> {
      waiting.push(...orders)
      const known = ({ completedAt }: OrderRow) => completedAt === null || completedAt < until
      const supplied = waiting.filter(known)
      waiting = waiting.filter((order) => !known(order))
      const rows = warehouses.issue(supplied.flatMap((order) => partsUseOf(order, typeOf(order.assetId))))
      await loader.add(placeSheet, rows.filter(isNew))
      await loader.add(movementSheet, rows)
      const costs = new Map<string, number>()
      for (const { orderId, change } of rows) {
        if (orderId) costs.set(orderId, (costs.get(orderId) ?? 0) + minorUnitsOf(-change.value))
      }
      return supplied.map((order) => ({ ...order, cost: { ...order.cost, parts: costs.get(order.id) ?? 0 } }))
    },
  }
}
