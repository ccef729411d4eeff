import { sql } from 'drizzle-orm'
import { withRuntime } from '../src/cli/with-runtime.ts'
import { loadInBulk } from '../src/server/features/demo/bulk-indexes.ts'
import { readDashboard } from '../src/server/features/kpis/dashboard.ts'
import { readKpis } from '../src/server/features/kpis/queries.ts'
import { readReport } from '../src/server/features/kpis/reports/queries.ts'
import type { Actor } from '../src/server/platform/actor.ts'
import type { Runtime } from '../src/server/platform/runtime.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/**
 * Fills the ledger of a seeded demo up to so many movements, spread over three years: receipts of every part at every
 * site and as many issues to its orders. Without the ledger's triggers, which keep sums that no figure here reads.
 */
async function fillLedger({ database }: Runtime, movements: number): Promise<number> {
  const { db } = database
  const [held] = await db.rows<{ n: number; places: number; orders: number }>(sql`
    SELECT count(*)::int AS n, (SELECT count(*)::int FROM part_stock) AS places, (SELECT count(*)::int FROM work_order) AS orders
    FROM stock_movement`)
  const missing = Math.max(0, movements - held!.n)
  if (missing === 0) return held!.n
  await database.transaction(async (tx) => {
    await tx.executeSql('ALTER TABLE stock_movement DISABLE TRIGGER USER')
    const bulk = { tables: ['stock_movement'], keyed: [] }
    await loadInBulk(tx, database.engine, bulk, () =>
      tx.rows(sql`
      WITH place AS (SELECT part_id, site_id, row_number() OVER () - 1 AS n FROM part_stock),
      ordered AS (SELECT id, row_number() OVER () - 1 AS n FROM work_order),
      turn AS (
        SELECT g % 2 = 0 AS issue, now() - random() * interval '3 years' AS at, g % ${held!.places}::int AS place,
          g % ${held!.orders}::int AS ordered
        FROM generate_series(1, ${missing}::int) g)
      INSERT INTO stock_movement (id, part_id, site_id, kind, quantity, value, balance, work_order_id, at)
      SELECT gen_random_uuid(), p.part_id, p.site_id, CASE WHEN t.issue THEN 'ISSUE' ELSE 'RECEIPT' END,
        CASE WHEN t.issue THEN -1 ELSE 1 END, CASE WHEN t.issue THEN -1000 ELSE 1000 END, 1, CASE WHEN t.issue THEN o.id END, t.at
      FROM turn t JOIN place p ON p.n = t.place JOIN ordered o ON o.n = t.ordered`),
    )
    await tx.executeSql('ALTER TABLE stock_movement ENABLE TRIGGER USER')
  })
  await db.executeSql('ANALYZE stock_movement')
  return movements
}

/** Demo data at `DATABASE_URL`, with its ledger filled up: what a dashboard costs that nobody has kept an answer of. */
await withRuntime(async (runtime, actor) => {
  const movements = await fillLedger(runtime, Number(process.argv[2] ?? 5_000_000))
  const [orders] = await runtime.database.db.rows<{ n: number }>(sql`SELECT count(*)::int AS n FROM work_order`)
  const [planner] = await runtime.database.db.rows<{ id: string; sites: string[] }>(sql`
    SELECT p.id, json_agg(s.site_id) AS sites FROM person p JOIN person_site s ON s.person_id = p.id
    WHERE p.role = 'SUPERVISOR' GROUP BY p.id LIMIT 1`)
  const supervisor: Actor = { ...actor, personId: planner!.id, role: 'SUPERVISOR', siteIds: planner!.sites }
  say(`${orders!.n} orders, ${movements} movements of stock`)
  const asked: [string, () => Promise<unknown>][] = [
    ['dashboard of an administrator', () => readDashboard(runtime, actor)],
    ['dashboard of a supervisor', () => readDashboard(runtime, supervisor)],
    [
      'stock KPIs of this month',
      () => readKpis(runtime, actor, { ids: ['stock_turns', 'stockouts', 'stock_accuracy'] }),
    ],
    ['orders by month, a year', () => readReport(runtime, actor, 'work-orders', { groupBy: 'month', ...lastYear() })],
  ]
  for (const [name, work] of asked) {
    const times: number[] = []
    for (let round = 0; round < 6; round++) {
      const from = performance.now()
      await work()
      times.push(performance.now() - from)
    }
    const [first, ...again] = times
    const median = again.toSorted((a, b) => a - b)[again.length >> 1]!
    say(`${name}: ${first!.toFixed(0)} ms the first time, ${median.toFixed(0)} ms computed anew`)
  }

  function lastYear() {
    const to = runtime.now().slice(0, 10)
    return { from: `${Number(to.slice(0, 4)) - 1}${to.slice(4, 7)}-01`, to }
  }
})
