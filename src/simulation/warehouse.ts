import type { PredefinedTypeCode } from '../domain/asset-type.ts'
import { partsDue } from '../domain/service-level.ts'
import { add, nothing, received, type Stock, take, thousandths } from '../domain/stock.ts'
import type { SystemCode } from '../domain/system.ts'
import { dayMs } from './calendar.ts'
import { type CataloguePart, catalogue, forgotten } from './part-catalogue.ts'
import type { Random } from './random.ts'
import { servicePlan } from './service-plans.ts'

/**
 * What an order used, as the simulation of the fleet tells it: the parts of a turn of the type's service plan, or else an
 * amount of CLP for a system, or for work on none.
 */
export type PartsUse = {
  readonly orderId: string
  readonly siteId: string
  readonly at: number
  readonly service: { readonly type: PredefinedTypeCode; readonly cycle: number } | null
  readonly system: SystemCode | null
  readonly cost: number
}

export type StockRow = {
  /** Its place in the catalogue. */
  readonly part: number
  readonly siteId: string
  readonly kind: 'RECEIPT' | 'ISSUE'
  readonly at: number
  readonly change: Stock
  readonly balance: bigint
  readonly orderId: string | null
}

const yearMs = 365.25 * dayMs
const yearlyRise = 0.045

/** How many a delivery brings: of what is dear, what is needed; of oil, drums. */
export function batchOf({ unit, price, most }: CataloguePart): number {
  if (unit === 'LITRE') return 416
  if (price > 300_000) return 1
  return price > 80_000 ? 3 : Math.max(6, 3 * most)
}

const placeOf = new Map(catalogue.map(({ number }, part) => [number, part]))

/** What a turn of the plan of a type takes. */
function serviceLines({ type, cycle }: NonNullable<PartsUse['service']>): { part: number; quantity: number }[] {
  return partsDue(servicePlan(type).levels, [cycle]).map(({ partId, quantity }) => ({
    part: placeOf.get(partId)!,
    quantity,
  }))
}

const bySystem = Map.groupBy(
  catalogue.map((entry, part) => ({ ...entry, part })).sort((a, b) => b.price - a.price),
  ({ system }) => system,
)

/** The parts that an amount buys, the dearest that fit first; at least one of the cheapest. */
function linesFor({ system, cost }: PartsUse): { part: number; quantity: number }[] {
  const fitting = bySystem.get(system ?? 'SERVICE') ?? []
  const lines: { part: number; quantity: number }[] = []
  let rest = cost
  for (const { part, price, most } of fitting) {
    const quantity = Math.min(most, Math.floor(rest / price + 0.15))
    if (quantity < 1) continue
    lines.push({ part, quantity })
    rest -= quantity * price
  }
  const cheapest = fitting.at(-1)
  return lines.length === 0 && cheapest ? [{ part: cheapest.part, quantity: 1 }] : lines
}

/**
 * The ledger of the warehouses of a fleet: every use in its order of time, and the deliveries that made it possible, at
 * prices that rise. Nothing is used before it is there. Every warehouse begins with something nobody ever asks for.
 */
export function openWarehouses(random: Random, siteIds: readonly string[], from: number) {
  const stocks = new Map<string, { stock: Stock; at: number }>()
  let rows: StockRow[] = []
  const move = (
    part: number,
    siteId: string,
    at: number,
    kind: StockRow['kind'],
    change: Stock,
    orderId: string | null,
  ) => {
    const before = stocks.get(`${part} ${siteId}`)?.stock ?? nothing
    const stock = add(before, change)
    stocks.set(`${part} ${siteId}`, { stock, at })
    rows.push({ part, siteId, kind, at, change, balance: stock.quantity, orderId })
  }
  const deliver = (part: number, siteId: string, at: number, quantity: number) => {
    const { price } = catalogue[part]!
    const today = price * (1 + (yearlyRise * (at - from)) / yearMs) * random.around(1, 0.04)
    move(part, siteId, at, 'RECEIPT', received(thousandths(quantity), Math.max(10, Math.round(today / 10) * 10)), null)
  }
  const issue = (use: PartsUse) => {
    for (const { part, quantity } of use.service ? serviceLines(use.service) : linesFor(use)) {
      const held = stocks.get(`${part} ${use.siteId}`) ?? { stock: nothing, at: from }
      const wanted = thousandths(quantity)
      if (held.stock.quantity < wanted) {
        const arrival = Math.max(held.at, use.at - random.whole(1, 6) * dayMs)
        deliver(part, use.siteId, arrival, Math.max(quantity, batchOf(catalogue[part]!)))
      }
      const change = take(stocks.get(`${part} ${use.siteId}`)!.stock, wanted)
      if ('code' in change) throw new Error(`the simulated warehouse ran out: ${change.code}`)
      move(part, use.siteId, use.at, 'ISSUE', change, use.orderId)
    }
  }
  for (const siteId of siteIds) deliver(forgotten, siteId, from, 2)

  return {
    /** The rows that `uses` make, and those of the beginning the first time; no use may be before one given earlier. */
    issue(uses: readonly PartsUse[]): StockRow[] {
      for (const use of uses.toSorted((a, b) => a.at - b.at)) issue(use)
      const made = rows
      rows = []
      return made
    },
  }
}
