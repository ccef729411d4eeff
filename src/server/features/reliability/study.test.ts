import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startOfDate } from '../../../domain/civil-time.ts'
import { kaplanMeier, type SurvivalCurve } from '../../../domain/reliability/kaplan-meier.ts'
import { type CumulativeCurve, meanCumulative } from '../../../domain/reliability/mean-cumulative.ts'
import { fitPowerLaw } from '../../../domain/reliability/power-law.ts'
import { fitWeibull } from '../../../domain/reliability/weibull.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import * as world from '../kpis/testing.ts'

const day = 86_400_000
const start = startOfDate('2025-01-01', world.zone)
const at = (days: number) => start + days * day
const now = new Date(at(60)).toISOString()

let app: TestApp
let typeId: string
const [a, b, c] = [v7(), v7(), v7()]

/**
 * A: watched from new for 60 days, failed on days 10, 30 and 50. B: a year old when its record began, failed on days 20,
 * 45 and 55. C: watched from new, never failed, archived on day 40. On day 40 the hydraulics of A were replaced by plan.
 */
beforeAll(async () => {
  app = await openTestApp({ now: () => now })
  const { db } = app.runtime.database
  const data = await world.masterData(db)
  typeId = data.assetTypeId
  const failed = (unit: string, on: number, more: object = {}) =>
    world.plainOrder(unit, { reportedAt: at(on), startedAt: at(on), completedAt: at(on + 0.1), cost: 500, ...more })
  const hydraulic = [failed(a, 30), failed(a, 50), failed(b, 45, { mode: data.modes[0]! })]
  const replaced = world.plainOrder(a, {
    ...{ category: 'PREVENTIVE', reportedAt: at(39), startedAt: at(39.9), completedAt: at(40), coded: true, cost: 100 },
  })
  const history: world.History = {
    units: [
      { id: a, code: 'A', commissionedOn: '2025-01-01', archivedAt: null, createdAt: start },
      { id: b, code: 'B', commissionedOn: '2024-01-01', archivedAt: null, createdAt: start },
      { id: c, code: 'C', commissionedOn: '2025-01-01', archivedAt: at(40), createdAt: start },
    ],
    states: [],
    readings: [
      ...[0, 60].map((on) => ({ unit: a, at: at(on), total: 1000 + 10 * on })),
      ...[0, 60].map((on) => ({ unit: b, at: at(on), total: 2000 + 5 * on })),
      ...[0, 40].map((on) => ({ unit: c, at: at(on), total: 500 + 10 * on })),
    ],
    orders: [
      // Two orders of one fault: their downtimes overlap.
      failed(a, 10, { downtimeFrom: at(10), downtimeTo: at(10.2) }),
      failed(a, 10.15, { downtimeFrom: at(10.1), downtimeTo: at(10.3) }),
      failed(b, 20),
      failed(b, 55, { category: 'EMERGENCY' }),
      failed(b, 25, { status: 'CANCELLED' }),
      ...[...hydraulic, replaced],
    ],
  }
  await world.writeHistory(db, history, app.sites.north, data)
  const ids = sql.param([...hydraulic, replaced].map(({ id }) => id))
  await db.rows(sql`UPDATE work_order SET system = 'HYDRAULICS' WHERE id = ANY (${ids}::uuid[])`)
  await db.rows(sql`UPDATE asset_type SET has_hours = true WHERE id = ${typeId}`)
})
afterAll(() => app?.close())

const study = async (query: string) => (await app.supervisor.get(`/reliability?${query}`)).body

const lives = (times: string) =>
  times.split(' ').map((text) => ({ time: Number.parseFloat(text), failed: text.endsWith('f') }))

describe('lives computed by hand', () => {
  const byHand = lives('10f 20f 20f 10c 25f 10f 5c 40c')
  const systems = [
    { start: 0, end: 60, events: [10, 30, 50] },
    { start: 366, end: 426, events: [386, 411, 421] },
    { start: 0, end: 40, events: [] },
  ]

  test('in days: what was lived before the record began is no life', async () => {
    const found = await study(`typeId=${typeId}&measure=DAYS`)
    expect(found.sample).toMatchObject({ units: 3, failures: 6, lives: 8, livesFailed: 5, watched: 160 })
    expect(found.rate.mean).toBeCloseTo(160 / 6, 9)
    const law = fitWeibull(byHand)
    expect(found.life).toMatchObject({ known: true, n: 8, failures: 5 })
    expect(found.life.shape).toBeCloseTo((law as { shape: number }).shape, 9)
    const curve = kaplanMeier(byHand) as SurvivalCurve
    expect(found.survival.curve.slice(1).map((p: { value: number }) => p.value)).toEqual(
      curve.steps.map(({ survival }) => survival),
    )
    const mcf = meanCumulative(systems) as CumulativeCurve
    expect(found.recurrence.curve.map((p: { time: number; value: number }) => [p.time, p.value])).toEqual(
      mcf.steps.map(({ time, mean }) => [time, mean]),
    )
    expect(found.powerLaw.shape).toBeCloseTo((fitPowerLaw(systems) as { shape: number }).shape, 9)
  })

  test('in hours, by themselves, where every moment has a reading near', async () => {
    const found = await study(`typeId=${typeId}`)
    expect(found).toMatchObject({ measure: 'HOURS', excluded: 0, subject: { type: { id: typeId } } })
    const law = fitWeibull(lives('100f 200f 200f 100c 125f 50f 25c 400c')) as { shape: number; scale: number }
    expect(found.life.shape).toBeCloseTo(law.shape, 9)
    expect(found.life.scale).toBeCloseTo(law.scale, 6)
    expect(found.costs).toEqual({
      planned: { value: 100, n: 1, basis: 'UNITS' },
      failure: { value: 500, n: 7, basis: 'UNITS' },
    })
    expect(found.perDay).toBeCloseTo((600 + 300 + 400) / 160, 9)
    expect(found.spares.positions).toBe(2)
  })

  test('of a system: a planned replacement ends a life without a failure, and too few say so', async () => {
    const found = await study(`typeId=${typeId}&system=HYDRAULICS&measure=DAYS`)
    expect(found.sample).toMatchObject({ failures: 3, lives: 6, livesFailed: 2, replaced: 1 })
    const missing = { known: false, code: 'TOO_FEW_FAILURES', params: { failures: 3, needed: 5 } }
    expect(found.recurrence).toEqual(missing)
    expect(found.replacement).toEqual({ ...missing, params: { failures: 2, needed: 5 } })
    expect(found.costs.planned).toEqual({ value: 100, n: 1, basis: 'SYSTEM' })
    const { items } = (await app.supervisor.get('/reliability/subjects')).body
    expect(items.map(({ system, failures }: { system: string; failures: number }) => [system, failures])).toEqual([
      [null, 6],
      ['HYDRAULICS', 3],
    ])
  })

  test('of one unit and of one failure mode', async () => {
    expect((await study(`assetId=${b}&measure=DAYS`)).sample).toMatchObject({ units: 1, failures: 3, watched: 60 })
    const [mode] = await app.runtime.database.db.rows<{ id: string }>(sql`
      SELECT failure_mode_id AS id FROM work_order WHERE failure_mode_id IS NOT NULL`)
    expect((await study(`typeId=${typeId}&modeId=${mode!.id}`)).sample).toMatchObject({ units: 3, failures: 1 })
    expect((await study(`assetId=${c}&measure=DAYS`)).rate).toMatchObject({ failures: 0, exposure: 40, mean: null })
  })

  test('a component ages only while it is mounted', async () => {
    const { db } = app.runtime.database
    const id = v7()
    const iso = (days: number) => new Date(at(days)).toISOString()
    await db.rows(sql`
      INSERT INTO asset (id, code, name, type_id, site_id, parent_id, commissioned_on, status_since, created_at)
      VALUES (${id}, 'PUMP', 'Pump', ${typeId}, ${app.sites.north}, ${b}, '2025-01-01', ${iso(0)}, ${iso(0)})`)
    for (const [from, to] of [
      [0, 20],
      [30, null],
    ] as const) {
      await db.rows(sql`INSERT INTO asset_placement (id, asset_id, site_id, parent_id, from_at, to_at)
        VALUES (${v7()}, ${id}, ${app.sites.north}, ${b}, ${iso(from)}, ${to === null ? null : iso(to)})`)
    }
    try {
      expect((await study(`assetId=${id}&measure=DAYS`)).sample).toMatchObject({ failures: 0, watched: 50 })
    } finally {
      await db.rows(sql`DELETE FROM asset_placement WHERE asset_id = ${id}`)
      await db.rows(sql`DELETE FROM asset WHERE id = ${id}`)
    }
  })
})

test('a supervisor studies the units of their sites only, and an operator none', async () => {
  expect((await app.otherSupervisor.get(`/reliability?typeId=${typeId}`)).body.sample).toMatchObject({ units: 0 })
  expect((await app.otherSupervisor.get(`/reliability?assetId=${a}`)).status).toBe(404)
  expect((await app.otherSupervisor.get('/reliability/subjects')).body).toEqual({ items: [] })
  for (const path of ['/reliability', '/reliability/subjects', '/interval-proposals']) {
    expect((await app.operator.get(path)).status).toBe(403)
  }
})
