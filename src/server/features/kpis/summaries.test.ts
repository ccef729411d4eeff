import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, startOfDate } from '../../../domain/civil-time.ts'
import type { Interval } from '../../../domain/interval.ts'
import { kpiIds } from '../../../domain/kpi-catalogue.ts'
import * as oracle from '../../../domain/kpi-sums.ts'
import { orderCategories, type WorkOrderStatus } from '../../../domain/work-order.ts'
import { systemActor } from '../../platform/actor.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { refreshSummaries } from './summaries.ts'
import { openSums, responseSums, type SumsRequest, unitSums } from './sums.ts'
import * as world from './testing.ts'

const { zone } = world
const hour = 3_600_000
/** Five months around the September change of clocks; now is the middle of the last. */
const origin = startOfDate('2026-07-01', zone)
const now = startOfDate('2026-11-15', zone) + 9 * hour
const spanHours = Math.floor((now - origin) / hour)

const at = fc.integer({ min: 0, max: spanHours - 1 }).map((h) => origin + h * hour)
const short = fc.integer({ min: 0, max: 40 }).map((h) => h * hour)
const often = ['CORRECTIVE', 'CORRECTIVE', 'EMERGENCY', 'PREVENTIVE', 'PREVENTIVE'] as const
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 })

const orderFacts = (unit: string, modes: string[]): fc.Arbitrary<world.OrderFacts> =>
  fc
    .record({
      category: fc.constantFrom(...orderCategories, ...often),
      reportedAt: at,
      wait: short,
      work: short,
      hold: fc.boolean(),
      end: fc.constantFrom('PENDING', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CLOSED', 'CLOSED', 'CANCELLED'),
      down: sometimes(fc.tuple(fc.integer({ min: -20, max: 20 }), short)),
      downOpen: fc.boolean(),
      scheduled: sometimes(fc.tuple(fc.integer({ min: -3, max: 10 }), fc.integer({ min: -60, max: 60 }))),
      window: sometimes(fc.tuple(fc.integer({ min: -300, max: 300 }), short)),
      hoursWorked: fc.integer({ min: 1, max: 20 }),
      mode: sometimes(fc.constantFrom(...modes)),
      coded: fc.boolean(),
      requiresApproval: fc.boolean(),
    })
    .map(({ hold, ...g }) => ({ ...g, hold: hold && g.work >= 2 * hour }))
    .map((g) => {
      const end = g.end as WorkOrderStatus
      const began = ['IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CLOSED'].includes(end)
      const done = ['COMPLETED', 'CLOSED'].includes(end)
      const startedAt = began ? g.reportedAt + g.wait : null
      const completedAt = done ? g.reportedAt + g.wait + g.work + (g.hold ? 10 * hour : 0) : null
      return world.plainOrder(unit, {
        category: g.category,
        status: end,
        reportedAt: g.reportedAt,
        startedAt,
        completedAt,
        states: statesOf(g.reportedAt, startedAt, completedAt, end, g.hold ? 10 * hour : 0),
        downtimeFrom: g.down ? g.reportedAt + g.down[0] * hour : null,
        downtimeTo: g.down && !g.downOpen ? g.reportedAt + g.down[0] * hour + g.down[1] : null,
        scheduledOn: g.scheduled ? addDays(world.civilDay(g.reportedAt), g.scheduled[0]) : null,
        scheduledAt: g.scheduled ? g.reportedAt + g.scheduled[1] * hour : null,
        windowFrom: g.window ? g.reportedAt + g.window[0] * hour : null,
        windowTo: g.window ? g.reportedAt + g.window[0] * hour + g.window[1] : null,
        hoursWorked: done ? g.hoursWorked : 0,
        estimatedHours: g.hoursWorked,
        requiresApproval: g.requiresApproval,
        cost: done ? g.hoursWorked * 1000 : 0,
        mode: g.mode,
        coded: g.coded,
      })
    })

function statesOf(
  reported: number,
  started: number | null,
  completed: number | null,
  end: WorkOrderStatus,
  hold: number,
) {
  const steps: [WorkOrderStatus, number][] = [['PENDING', reported]]
  if (started !== null) steps.push(['IN_PROGRESS', started])
  if (started !== null && (hold > 0 || end === 'ON_HOLD')) steps.push(['ON_HOLD', started + hour])
  if (completed !== null && hold > 0) steps.push(['IN_PROGRESS', started! + hour + hold])
  if (completed !== null) steps.push(['COMPLETED', completed])
  if (end === 'CANCELLED') steps.push(['CANCELLED', reported + 2 * hour])
  return steps
    .map(([status, from], i) => ({ status, from, to: steps[i + 1]?.[1] ?? null }))
    .filter(({ from, to }) => to === null || to > from)
}

const unitIds = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'] as const

const histories = (modes: string[]): fc.Arbitrary<world.History> =>
  fc.record({
    units: fc
      .tuple(
        ...unitIds.map((id, i) =>
          fc.record({
            id: fc.constant(id as string),
            code: fc.constant(`U-${i}`),
            commissionedOn: sometimes(at.map((t) => world.civilDay(t))),
            archivedAt: fc.option(at, { nil: null, freq: 1 }).filter((t) => t === null || t > origin),
            createdAt: at,
          }),
        ),
      )
      .map((units) => units as world.History['units']),
    states: fc
      .tuple(...unitIds.map((unit) => fc.uniqueArray(at, { maxLength: 5 }).map((times) => statuses(unit, times))))
      .map((lists) => lists.flat()),
    readings: fc
      .tuple(...unitIds.map((unit) => fc.uniqueArray(at, { maxLength: 6 }).map((times) => meters(unit, times))))
      .map((lists) => lists.flat()),
    orders: fc
      .tuple(...unitIds.map((unit) => fc.array(orderFacts(unit, modes), { maxLength: 8 })))
      .map((lists) => lists.flat()),
  })

function statuses(unit: string, times: number[]): world.History['states'] {
  const kinds = ['STOPPED', 'OPERATING', 'IN_MAINTENANCE', 'OUT_OF_SERVICE', 'OPERATING'] as const
  const sorted = times.sort((a, b) => a - b)
  return sorted.map((from, i) => ({ id: v7(), unit, status: kinds[i % 5]!, from, to: sorted[i + 1] ?? null }))
}

function meters(unit: string, times: number[]): world.History['readings'] {
  return times.sort((a, b) => a - b).map((t, i) => ({ unit, at: t, total: i * 37.5 }))
}

/** What the domain says about the same records. */
function expected(history: world.History, period: Interval) {
  const { assets, orders, readings } = world.asRecords(history)
  const { serviceMs, downMs, assets: units } = oracle.timeSums(assets, orders, period)
  const { failures, failureDownMs, repairMs, repaired, coded } = oracle.failureSums(orders, period)
  const pm = oracle.pmSums(orders, period)
  const week = oracle.scheduleSums(orders, period)
  const { hours, plannedHours, reactiveHours } = oracle.hourSums(orders, period)
  const { cost, orders: completed } = oracle.costSums(orders, period)
  const rework = oracle.reworkSums(orders, period)
  return {
    ...{ serviceMs, downMs, units, failures, failureDownMs, repairMs, repaired, coded },
    ...{ pmInside: pm.insideWindow, pmClosed: pm.windowsClosed },
    ...{ weekDone: week.completedInWeek, weekScheduled: week.scheduled },
    ...{ hours, plannedHours, reactiveHours, cost, completed },
    ...{ reportedFailures: rework.correctiveOrders, repeated: rework.repeated },
    operatingHours: oracle.operatingSums(assets, orders, readings, period).operatingHours,
  }
}

/** Enough units that summaries read all records of a period together; they left the fleet before anything happened. */
const gone: world.History = {
  units: Array.from({ length: 31 }, (_, i) => ({
    ...{ id: v7(), code: `G-${i}`, commissionedOn: '2020-01-01' },
    ...{ createdAt: Date.parse('2020-01-01T12:00:00Z'), archivedAt: Date.parse('2020-02-01T12:00:00Z') },
  })),
  states: [],
  readings: [],
  orders: [],
}

describe('sums by SQL', () => {
  let test: TestApp
  let data: world.MasterData
  beforeAll(async () => {
    test = await openTestApp({ now: () => new Date(now).toISOString() })
    data = await world.masterData(test.runtime.database.db)
  })
  afterAll(() => test.close())

  async function compare(history: world.History, period: Interval) {
    const { database } = test.runtime
    const reach = await refreshSummaries(database, zone, new Date(now).toISOString())
    const request: SumsRequest = {
      ...{ actor: systemActor('job', 'test'), scope: {}, zone, locale: 'en', groupBy: null },
      ...{ reach, periods: [period] },
    }
    const [summarised] = await unitSums(database.db, request, kpiIds, true)
    const [direct] = await unitSums(database.db, { ...request, reach: null }, kpiIds, true)
    expect(summarised).toEqual(direct)
    const { operatingHours, ...whole } = expected(history, period)
    expect(summarised).toMatchObject(whole)
    expect(summarised!.operatingHours).toBeCloseTo(operatingHours, 6)
    const half = Math.round((period.end - period.start) / 2 / hour) * hour
    const earlier = { start: period.start - half, end: period.end - half }
    const both = await unitSums(database.db, { ...request, periods: [earlier, period] }, kpiIds, true)
    expect(both[0]).toMatchObject({ ...expected(history, earlier), operatingHours: expect.any(Number) })
    expect(both[1]).toEqual({ ...summarised, idx: 1 })
    const { orders } = world.asRecords(history)
    const [open] = await openSums(database.db, request)
    const { readyHours, readyOrders, totalHours, totalOrders } = oracle.backlogSums(orders, period.end, 0)
    const none = { readyHours: 0, readyOrders: 0, totalHours: 0, totalOrders: 0, ageMs: 0 }
    expect(open ?? none).toMatchObject({ readyHours, readyOrders, totalHours, totalOrders })
    expect((open ?? none).ageMs).toBe(
      Object.values(oracle.ageSums(orders, period.end)).reduce((s, a) => s + a.ageMs, 0),
    )
    const [response] = await responseSums(database.db, request)
    const waits = oracle.responseSums(orders, period)
    expect(response?.orders ?? 0).toBe(waits.orders)
    expect(response?.medianMs ?? null).toBe(waits.medianMs)
    if (waits.p90Ms !== null) expect(response!.p90Ms).toBeCloseTo(waits.p90Ms, 3)
  }

  it('summaries, records and domain agree on random histories, and after random changes to them', async () => {
    const { database } = test.runtime
    const days = fc.tuple(fc.integer({ min: 0, max: 137 }), fc.integer({ min: 1, max: 137 }))
    await fc.assert(
      fc.asyncProperty(
        histories(data.modes.slice(0, 2)).chain((history) =>
          fc.record({
            history: fc.constant(history),
            days,
            replaced: fc.array(orderFacts(unitIds[0], data.modes.slice(0, 2)), { maxLength: 3 }),
            removed: fc.nat(4),
            archivedAt: sometimes(at),
          }),
        ),
        async ({ history, days: [first, length], replaced, removed, archivedAt }) => {
          await world.removeUnits(database.db)
          await world.writeHistory(database.db, history, test.sites.north, data)
          await world.writeHistory(database.db, gone, test.sites.north, data)
          const start = startOfDate(addDays('2026-07-01', Math.min(first, 136)), zone)
          const period = { start, end: Math.min(now, startOfDate(addDays(world.civilDay(start), length), zone)) }
          await compare(history, period)
          const deleted = history.orders.slice(0, removed)
          await world.removeOrders(
            database.db,
            deleted.map((order) => order.id),
          )
          await world.writeOrders(database.db, replaced, test.sites.north, data)
          await database.db.rows(sql`UPDATE asset SET archived_at = ${archivedAt ? new Date(archivedAt).toISOString() : null}
            WHERE id = ${unitIds[1]}`)
          const changed = {
            ...history,
            units: history.units.map((unit) => (unit.id === unitIds[1] ? { ...unit, archivedAt } : unit)),
            orders: [...history.orders.slice(removed), ...replaced],
          }
          await compare(changed, period)
          await compare(changed, { start: origin, end: now })
          await database.db.rows(sql`INSERT INTO kpi_dirty (asset_id, since) SELECT id, '-infinity' FROM asset`)
          await compare(changed, { start: origin, end: now })
        },
      ),
      { numRuns: Number(process.env.KPI_RUNS ?? 40) },
    )
  })

  it('forgets what lies outside a service life that became shorter', async () => {
    const { database } = test.runtime
    const [id] = unitIds
    const unit = { id, code: 'U-0', commissionedOn: '2026-07-01', archivedAt: null, createdAt: origin }
    const broken = { unit: id, status: 'STOPPED' as const, from: origin + 24 * hour, to: origin + 240 * hour }
    const history = { units: [unit], states: [{ id: v7(), ...broken }], readings: [], orders: [] }
    const period = { start: origin, end: now }
    await world.removeUnits(database.db)
    await world.writeHistory(database.db, history, test.sites.north, data)
    await compare(history, period)
    await database.db.rows(sql`UPDATE asset SET commissioned_on = '2026-10-01' WHERE id = ${id}`)
    await compare({ ...history, units: [{ ...unit, commissionedOn: '2026-10-01' }] }, period)
  })
})
