import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillWithDemo } from '../../demo.ts'
import { systemActor } from '../../platform/actor.ts'
import { verifyAuditChain } from '../../platform/audit/verify.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { listBudgets } from '../budgets/queries.ts'
import { demoLogins } from '../people/demo-logins.ts'

let test: TestApp
const now = '2026-11-24T12:00:00.000Z'
const actor = systemActor('cli', 'demo-test')
const options = { seed: 'test', assets: 6, force: true }

async function one<T>(query: ReturnType<typeof sql>): Promise<T> {
  const [row] = await test.runtime.database.db.rows<{ value: T }>(query)
  return row!.value
}

/** Every index and constraint by its definition. */
const structure = () =>
  one<string[]>(sql`
    SELECT json_agg(d ORDER BY d) AS value FROM (
      SELECT indexdef AS d FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL
      SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    ) AS all_of_them`)

let before: string[]
let made: Awaited<ReturnType<typeof fillWithDemo>>
beforeAll(async () => {
  test = await openTestApp({ now: () => now })
  before = await structure()
  const refused = fillWithDemo(test.runtime, actor, { ...options, force: false })
  await expect(refused).rejects.toThrow('the database is not empty')
  made = await fillWithDemo(test.runtime, actor, options)
})
afterAll(() => test.close())

describe('a seeded demo', () => {
  it('replaces what was there and leaves every index and constraint as it was', async () => {
    expect(await structure()).toEqual(before)
    expect(await one(sql`SELECT count(*) AS value FROM site WHERE code IN ('NORTE', 'SUR')`)).toBe(0)
    expect(await one(sql`SELECT count(*) AS value FROM asset`)).toBe(6)
    expect(await one(sql`SELECT count(*) AS value FROM work_order`)).toBe(made.orders)
    expect(made.orders).toBeGreaterThan(300)
  })

  it('numbers its orders without gaps and goes on from there', async () => {
    const gaps = sql`
      SELECT count(*) AS value FROM (
        SELECT substr(number, 4, 4) AS year, max(substr(number, 9)::int) AS last, count(*) AS n FROM work_order GROUP BY 1
      ) AS y LEFT JOIN counter c ON c.name = 'workOrder-' || y.year WHERE y.last <> y.n OR c.value IS DISTINCT FROM y.n`
    expect(await one(gaps)).toBe(0)
  })

  it('repeats on units and orders what their histories say', async () => {
    const units = sql`
      SELECT count(*) AS value FROM asset a JOIN asset_status s ON s.asset_id = a.id AND s.to_at IS NULL
      WHERE (a.status, a.status_since) = (s.status, s.from_at) AND (a.km IS NOT NULL OR a.hours IS NOT NULL)`
    expect(await one(units)).toBe(6)
    const orders = sql`
      SELECT count(*) AS value FROM work_order o LEFT JOIN work_order_status s ON s.work_order_id = o.id AND s.to_at IS NULL
      WHERE s.status IS DISTINCT FROM o.status`
    expect(await one(orders)).toBe(0)
    const costs = sql`
      SELECT count(*) AS value FROM work_order o
      WHERE o.labour_cost <> (SELECT coalesce(sum(cost), 0) FROM labour_entry WHERE work_order_id = o.id)
        OR o.service_cost <> (SELECT coalesce(sum(cost), 0) FROM service_line WHERE work_order_id = o.id)`
    expect(await one(costs)).toBe(0)
    const uncoded = sql`
      SELECT count(*) AS value FROM work_order WHERE status IN ('COMPLETED', 'CLOSED') AND category = 'CORRECTIVE'
        AND duplicate_of_id IS NULL AND (failure_mode_id IS NULL OR failure_cause_id IS NULL OR failure_action_id IS NULL)`
    expect(await one(uncoded)).toBe(0)
  })

  it('has warehouses whose ledger explains what orders cost', async () => {
    const unexplained = sql`
      SELECT count(*) AS value FROM work_order o
      WHERE o.parts_cost <> (SELECT coalesce(sum(round(value)), 0) FROM work_order_part WHERE work_order_id = o.id)`
    expect(await one(unexplained)).toBe(0)
    expect(await one<number>(sql`SELECT count(*) AS value FROM stock_movement WHERE kind = 'ISSUE'`)).toBeGreaterThan(
      300,
    )
    const wrong = sql`
      SELECT count(*) AS value FROM part_stock s WHERE s.on_hand <> (SELECT coalesce(sum(quantity), 0)
        FROM stock_movement m WHERE m.part_id = s.part_id AND m.site_id = s.site_id)`
    expect(await one(wrong)).toBe(0)
  })

  it('can be searched, is marked, and is in the audit log', async () => {
    expect(await one(sql`SELECT count(*) AS value FROM search_document WHERE kind = 'workOrder'`)).toBe(made.orders)
    const otherwise = sql`
      SELECT count(*) AS value FROM search_document d JOIN work_order o ON o.id = d.id JOIN asset a ON a.id = o.asset_id
      WHERE d.words <> search_words(o.title, coalesce(o.description, ''), a.code, compact(a.code), coalesce(a.plate, ''),
        compact(coalesce(a.plate, '')))`
    expect(await one(otherwise), 'a load finds the words that one order would').toBe(0)
    expect(await one(sql`SELECT value ->> 'seed' AS value FROM setting WHERE key = 'demo'`)).toBe('test')
    expect(await one(sql`SELECT actor_name AS value FROM audit_entry WHERE action = 'demo.seeded'`)).toBe('Faena')
    expect(await verifyAuditChain(test.runtime.database.db)).toMatchObject({ intact: true })
  })

  it('has inspections that are genuine, and whose critical failures led to the orders they name', async () => {
    const { db } = test.runtime.database
    const made = await db.rows<{ id: string; cleared: boolean; order: string | null; photos: number }>(sql`
      SELECT i.id, i.cleared, i.work_order_id AS order,
        (SELECT count(*) FROM inspection_photo p WHERE p.inspection_id = i.id) AS photos
      FROM inspection i ORDER BY i.cleared, i.id`)
    expect(made.length).toBeGreaterThan(150)
    for (const { cleared, order, photos } of made) expect([order !== null, photos > 0]).toEqual([!cleared, !cleared])
    for (const { id } of [...made.slice(0, 3), ...made.slice(-3)]) {
      expect((await test.anonymous({ method: 'GET', url: `/verify/${id}` })).body).toMatchObject({ genuine: true })
    }
    const next = sql`SELECT count(*) AS value FROM inspection GROUP BY substr(number, 5, 4) HAVING max(substr(number, 10)::int) <> count(*)`
    expect(await test.runtime.database.db.rows(next)).toEqual([])
  })

  it('keeps the truth beside the data', () => {
    const file = join(test.runtime.config.DATA_DIR, 'demo-truth.json')
    expect(existsSync(file)).toBe(true)
    const truth = JSON.parse(readFileSync(file, 'utf8'))
    expect(truth.simulation).toMatchObject({ seed: 'test', assets: 6 })
    expect(truth.components[0]).toMatchObject({ shape: expect.any(Number), scale: expect.any(Number) })
  })
})

describe('the logins of a demo', () => {
  const login = (email: string, password: string) =>
    test.anonymous({ method: 'POST', url: '/auth/login', payload: { email, password } })

  it('are one for each role, with orders for the operator', async () => {
    const logins = (await demoLogins(test.runtime))!
    expect(logins.map((one) => one.role)).toEqual(['ADMIN', 'SUPERVISOR', 'OPERATOR'])
    for (const { email, password, role } of logins) {
      const answer = await login(email, password)
      expect(answer.body.me).toMatchObject({ role, demo: true, mustChangePassword: false })
    }
  })

  it('stop being public when the server can be reached from elsewhere, and are told once', async () => {
    const known = (await demoLogins(test.runtime))!
    const reachable = { ...test.runtime, config: { ...test.runtime.config, HOST: '0.0.0.0' } }
    const secret = (await demoLogins(reachable))!
    expect(await demoLogins(reachable)).toBeNull()
    for (const [i, { email, password }] of known.entries()) {
      expect((await login(email, password)).status).toBe(401)
      expect((await login(email, secret[i]!.password)).status).toBe(200)
    }
  })

  it('has what is managed: budgets of this year and the last, a report due on Monday, purchases and reports of faults', async () => {
    const { total } = await listBudgets(test.runtime.database.db, { actor, now, zone: 'America/Santiago' }, 2026)
    expect(total.budget! / total.actual).toBeGreaterThan(0.5)
    expect(total.budget! / total.actual).toBeLessThan(3)
    expect(await one(sql`SELECT count(DISTINCT year) AS value FROM budget`)).toBe(2)
    expect(await one(sql`SELECT next_at AS value FROM report_schedule`)).toBe('2026-11-30T11:00:00Z')
    expect(await one(sql`SELECT count(*) AS value FROM purchase`)).toBe(2)
    expect(await one(sql`SELECT count(*) AS value FROM fault_request WHERE status = 'NEW'`)).toBe(2)
  })
})
