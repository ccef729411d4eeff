import { sql } from 'drizzle-orm'
import { addDays, dateAt } from '../../../domain/civil-time.ts'
import { nextTime } from '../../../domain/report-schedule.ts'
import { createRandom, type Random } from '../../../simulation/random.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { counter } from '../../platform/tables.ts'
import { budget } from '../budgets/tables.ts'
import { purchase, purchaseLine } from '../inventory/tables.ts'
import { reportSchedule, savedReport } from '../reports/tables.ts'
import { faultRequest } from '../requests/tables.ts'

interface Setting {
  tx: Tx
  random: Random
  now: string
  zone: string
  administrator: string
}

const hour = 3_600_000
/** Budgets are decided in round figures. */
const rounded = (amount: number) => Math.max(100_000, Math.round(amount / 100_000) * 100_000)

/** A budget a year for each site: what the year before cost, a little up or down, agreed in December. */
async function addBudgets({ tx, random, now, zone, administrator }: Setting): Promise<void> {
  const year = Number(dateAt(Date.parse(now), zone).slice(0, 4))
  const spent = await tx.rows<{ siteId: string; year: number; cost: number }>(sql`
    SELECT o.site_id AS "siteId", extract(year FROM o.completed_at AT TIME ZONE ${zone})::int AS year,
      sum(o.labour_cost + o.parts_cost + o.service_cost)::bigint AS cost
    FROM work_order o WHERE o.completed_at IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`)
  const rows = spent
    .filter((one) => one.year === year - 1)
    .flatMap(({ siteId, cost }) =>
      [year - 1, year].map((of) => {
        const month = cost / 12
        // Shutdowns in February and September take more than other months.
        const months = Array.from({ length: 12 }, (_, at) =>
          rounded(random.around(month, 0.08) * ([1, 8].includes(at) ? 1.3 : 1)),
        )
        const createdAt = `${of - 1}-12-15T15:00:00.000Z`
        return {
          siteId,
          year: of,
          version: 1,
          months,
          note: 'Acuerdo de directorio',
          createdBy: administrator,
          createdAt,
        }
      }),
    )
  if (rows.length > 0) await tx.insert(budget).values(rows)
}

/** What the head of maintenance reads every Monday, and the costs they look at each month. */
async function addReports({ tx, random, now, zone, administrator }: Setting): Promise<void> {
  const at = Date.parse(now)
  const [weekly, monthly] = [random.uuid(at), random.uuid(at)]
  const shared = { ownerId: administrator, shared: true, createdAt: now }
  await tx.insert(savedReport).values([
    { id: weekly, name: 'Informe semanal de gestión', report: 'overview', period: 'LAST_WEEK', ...shared },
    { id: monthly, name: 'Costo por tipo de unidad', report: 'cost', groupBy: 'type', period: 'LAST_MONTH', ...shared },
  ])
  const timing = { frequency: 'WEEKLY', weekday: 1, day: null, time: '08:00' } as const
  const nextAt = new Date(nextTime(timing, at, zone)).toISOString()
  await tx
    .insert(reportSchedule)
    .values({ savedReportId: weekly, ...timing, recipients: ['gerencia@faena.example'], nextAt })
}

interface Wanted {
  partId: string
  siteId: string
  supplierId: string | null
  price: number
}

/** One purchase on its way and one that waits to be ordered, of parts that are used. */
async function addPurchases({ tx, random, now, zone, administrator }: Setting): Promise<void> {
  const wanted = await tx.rows<Wanted>(sql`
    SELECT DISTINCT ON (s.site_id, p.supplier_id) s.part_id AS "partId", s.site_id AS "siteId", p.supplier_id AS "supplierId",
      round(s.value / s.on_hand)::bigint AS price
    FROM part_stock s JOIN part p ON p.id = s.part_id WHERE s.on_hand > 0 AND s.reorder_point > 0
    ORDER BY s.site_id, p.supplier_id, s.on_hand - s.reorder_point LIMIT 2`)
  const today = dateAt(Date.parse(now), zone)
  const year = today.slice(0, 4)
  const before = (days: number) => new Date(Date.parse(now) - days * 24 * hour).toISOString()
  for (const [at, { partId, siteId, supplierId, price }] of wanted.entries()) {
    const quantity = random.whole(4, 12)
    const id = random.uuid(Date.parse(now))
    const ordered = at === 0
    await tx.insert(purchase).values({
      ...{ id, requestNumber: `SC-${year}-${String(at + 1).padStart(6, '0')}`, siteId, supplierId },
      ...{ requestedBy: administrator, requestedAt: before(6 - at), total: price * quantity },
      ...(ordered
        ? {
            ...{ number: `OC-${year}-000001`, status: 'ORDERED', orderedBy: administrator, orderedAt: before(5) },
            expectedOn: addDays(today, 4),
          }
        : {}),
    })
    await tx.insert(purchaseLine).values({ purchaseId: id, position: 0, partId, quantity, unitPrice: price })
  }
  if (wanted.length === 0) return
  await tx.insert(counter).values([
    { name: `purchaseRequest-${year}`, value: wanted.length },
    { name: `purchase-${year}`, value: 1 },
  ])
}

const faults = [
  { what: 'Pierde aceite bajo el brazo', description: 'Se ve un charco después de la noche.', canMove: true },
  { what: 'Ruido fuerte al frenar', description: null, canMove: false },
]

/** Two drivers told of a fault from the unit's label this morning; a planner has to look at them. */
async function addRequests({ tx, random, now }: Setting): Promise<void> {
  const units = await tx.rows<{ id: string }>(sql`
    SELECT a.id FROM asset a WHERE a.parent_id IS NULL AND a.archived_at IS NULL AND a.status = 'OPERATING'
    ORDER BY a.code LIMIT ${faults.length}`)
  const rows = units.map(({ id: assetId }, at) => ({
    ...{ id: random.uuid(Date.parse(now)), assetId, ...faults[at]! },
    // Nobody holds the secret of this link.
    tokenHash: random.uuid(Date.parse(now)),
    reportedAt: new Date(Date.parse(now) - (at + 1) * 2 * hour).toISOString(),
  }))
  if (rows.length > 0) await tx.insert(faultRequest).values(rows)
}

/** What those who run a fleet have besides its history: budgets, reports they wait for, purchases and reports of faults. */
export async function seedManagement({ database, config, now }: Runtime, seed: string): Promise<void> {
  await database.transaction(async (tx) => {
    const [administrator] = await tx.rows<{ id: string }>(sql`
      SELECT id FROM person WHERE role = 'ADMIN' ORDER BY created_at, id LIMIT 1`)
    if (!administrator) return
    const random = createRandom(`management ${seed}`)
    const setting = { tx, random, now: now(), zone: config.COMPANY_TIME_ZONE, administrator: administrator.id }
    await addBudgets(setting)
    await addReports(setting)
    await addPurchases(setting)
    await addRequests(setting)
  })
}
