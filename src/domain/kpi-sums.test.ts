import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Interval } from './interval.ts'
import type { KpiAsset, KpiOrder } from './kpi-records.ts'
import * as sums from './kpi-sums.ts'

const hour = 3_600_000
const day = 24 * hour
/** A month of 30 days; times below are hours since its start. */
const month: Interval = { start: 0, end: 30 * day }
const span = (from: number, to: number): Interval => ({ start: from * hour, end: to * hour })

const asset: KpiAsset = { id: 'U1', commissionedAt: -1000 * day, archivedAt: null, statusIntervals: [] }
const order: KpiOrder = {
  id: '1',
  assetId: 'U1',
  category: 'CORRECTIVE',
  status: 'COMPLETED',
  priority: 'HIGH',
  reportedAt: 10 * hour,
  startedAt: 12 * hour,
  completedAt: 20 * hour,
  statusIntervals: [
    { status: 'PENDING', ...span(10, 12) },
    { status: 'IN_PROGRESS', ...span(12, 14) },
    { status: 'ON_HOLD', ...span(14, 18) },
    { status: 'IN_PROGRESS', ...span(18, 20) },
    { status: 'COMPLETED', start: 20 * hour, end: Infinity },
  ],
  duplicateOf: null,
  downtime: span(10, 20),
  hoursWorked: 4,
  estimatedHours: 5,
  awaitsApproval: false,
  scheduledWeek: null,
  scheduledAt: null,
  window: null,
  totalCost: 100_000,
  failureMode: 'ELH',
  failureCause: 'WEA',
  failureAction: 'REP',
}

describe('sums from records', () => {
  it('down time is status and order downtime together, counted once and cut at the period and the service life', () => {
    const unit: KpiAsset = {
      ...asset,
      commissionedAt: 0,
      archivedAt: 100 * hour,
      statusIntervals: [
        { status: 'IN_MAINTENANCE', ...span(15, 25) },
        { status: 'OPERATING', ...span(25, 90) },
        { status: 'OUT_OF_SERVICE', start: 90 * hour, end: Infinity },
      ],
    }
    // 10–20 (order) ∪ 15–25 (status) = 15 h, and 90–100 = 10 h of 100 h in service.
    expect(sums.timeSums([unit], [order], month)).toEqual({ serviceMs: 100 * hour, downMs: 25 * hour, assets: 1 })
    expect(sums.upIntervals(unit, [order], month)).toEqual([span(0, 10), span(25, 90)])
    expect(sums.timeSums([unit], [{ ...order, status: 'CANCELLED' }], month).downMs).toBe(20 * hour)
    expect(sums.timeSums([{ ...unit, archivedAt: -1 }], [order], month).assets).toBe(0)
  })

  it('orders of one unit with overlapping downtime are one failure; the repair leaves holds out', () => {
    const same = {
      ...order,
      id: '2',
      downtime: span(18, 30),
      completedAt: 30 * hour,
      startedAt: 22 * hour,
      statusIntervals: [],
    }
    const elsewhere = { ...same, id: '3', assetId: 'U2' }
    const later = { ...same, id: '4', downtime: span(30, 31) }
    expect(sums.failureSums([order, same], month)).toEqual({
      failures: 1,
      failureDownMs: 20 * hour,
      repairMs: 4 * hour,
      repaired: 1,
      coded: 1,
    })
    expect(sums.failureSums([order, elsewhere, later], month).failures).toBe(3)
  })

  it('two faults joined by a third that overlaps both are one', () => {
    const [a, b, c] = [span(0, 10), span(20, 30), span(5, 25)].map((downtime, i) => ({
      ...order,
      id: String(i),
      downtime,
    }))
    expect(sums.findFailures([a!, b!])).toHaveLength(2)
    expect(sums.findFailures([a!, b!, c!])).toHaveLength(1)
  })

  it.each([
    ['cancelled', { status: 'CANCELLED' }],
    ['a duplicate', { duplicateOf: '9' }],
    ['preventive', { category: 'PREVENTIVE' }],
    ['an inspection', { category: 'INSPECTION' }],
    ['never started', { startedAt: null, completedAt: null }],
  ] as const)('%s is no failure', (_, change) => {
    expect(sums.findFailures([{ ...order, ...change } as KpiOrder])).toHaveLength(0)
  })

  it('meter difference: straight lines at the ends, the nearest reading up to a week away, else unknown', () => {
    const period = { start: 10 * day, end: 20 * day }
    const at = (days: number, total: number) => ({ at: days * day, total })
    expect(sums.meterDifference([at(8, 100), at(12, 140), at(18, 200), at(22, 240)], period)).toBe(100)
    expect(sums.meterDifference([at(12, 140), at(18, 200)], period)).toBe(60)
    expect(sums.meterDifference([at(17.5, 140), at(18, 200)], period)).toBeNull()
    expect(sums.meterDifference([], period)).toBeNull()
  })

  it('operating time says what it rests on', () => {
    const readings = new Map([
      [
        'U1',
        [
          { at: 0, total: 500 },
          { at: month.end, total: 800 },
        ],
      ],
    ])
    const other = { ...asset, id: 'U2' }
    expect(sums.operatingSums([asset], [], readings, month)).toEqual({ operatingHours: 300, basis: 'METER' })
    expect(sums.operatingSums([other], [], readings, month)).toEqual({ operatingHours: 720, basis: 'UPTIME' })
    expect(sums.operatingSums([asset, other], [], readings, month)).toEqual({ operatingHours: 1020, basis: 'MIXED' })
  })

  it('response: of 1, 2, 3 and 10 h the median is 2.5 h and the 90 % point 7.9 h', () => {
    const waits = [1, 2, 3, 10].map((h, i) => ({ ...order, id: String(i), startedAt: order.reportedAt + h * hour }))
    const { medianMs, p90Ms, orders } = sums.responseSums(waits, month)
    expect([medianMs! / hour, orders]).toEqual([2.5, 4])
    expect(p90Ms! / hour).toBeCloseTo(7.9, 10)
    expect(sums.responseSums([], month)).toEqual({ medianMs: null, p90Ms: null, orders: 0 })
  })

  it('preventive orders count when their window closes, on time when completed inside it', () => {
    const pm = { ...order, category: 'PREVENTIVE' as const, window: span(0, 50) }
    const late = { ...pm, completedAt: 51 * hour }
    const early = { ...pm, window: span(21, 50) }
    const open = { ...pm, completedAt: null }
    const nextMonth = { ...pm, window: span(0, 800) }
    expect(sums.pmSums([pm, late, early, open, nextMonth, { ...pm, status: 'CANCELLED' }], month)).toEqual({
      insideWindow: 1,
      windowsClosed: 4,
    })
  })

  it('scheduled work counts in the period its week ends in', () => {
    const scheduled = { ...order, scheduledWeek: span(0, 168), scheduledAt: 0 }
    expect(sums.scheduleSums([scheduled, { ...scheduled, completedAt: 168 * hour }, order], month)).toEqual({
      completedInWeek: 1,
      scheduled: 2,
    })
  })

  it('planned is scheduled before work began and no emergency; reactive is work after failures', () => {
    const planned = { ...order, category: 'PREVENTIVE' as const, scheduledAt: 0 }
    const plannedRepair = { ...order, scheduledAt: 11 * hour }
    const emergency = { ...order, category: 'EMERGENCY' as const, scheduledAt: 0 }
    const tooLate = { ...order, scheduledAt: 13 * hour }
    expect(sums.hourSums([planned, plannedRepair, emergency, tooLate], month)).toEqual({
      hours: 16,
      plannedHours: 8,
      reactiveHours: 12,
      orders: 4,
    })
  })

  it('backlog and age look at an instant, with the state each order had then', () => {
    const approval = { ...order, awaitsApproval: true, priority: 'LOW' as const }
    expect(sums.backlogSums([order, approval], 13 * hour, 45)).toEqual({
      readyHours: 5,
      readyOrders: 1,
      totalHours: 10,
      totalOrders: 2,
      weeklyHours: 45,
    })
    expect(sums.backlogSums([order], 15 * hour, 45)).toMatchObject({ readyOrders: 0, totalOrders: 1 })
    expect(sums.backlogSums([order], 20 * hour, 45).totalOrders).toBe(0)
    expect(sums.ageSums([order, approval], 13 * hour)).toMatchObject({
      HIGH: { ageMs: 3 * hour, orders: 1 },
      LOW: { orders: 1 },
      URGENT: { orders: 0 },
    })
  })

  it('rework: same unit and mode within 30 days of a completed one', () => {
    const again = { ...order, id: '2', reportedAt: 20 * hour + 29 * day, completedAt: null }
    expect(sums.reworkSums([order, again], month)).toEqual({ repeated: 1, correctiveOrders: 2 })
    expect(sums.reworkSums([order, { ...again, failureMode: 'OHE' }], month).repeated).toBe(0)
    expect(sums.reworkSums([order, { ...again, failureMode: null }], month).repeated).toBe(0)
    expect(
      sums.reworkSums([order, { ...again, reportedAt: 20 * hour + 31 * day }], { start: 0, end: 60 * day }).repeated,
    ).toBe(0)
  })

  it('cost is that of orders completed in the period', () => {
    expect(sums.costSums([order, { ...order, completedAt: 31 * day }], month)).toEqual({ cost: 100_000, orders: 1 })
  })

  const someOrder = fc
    .record({
      at: fc.nat(700),
      wait: fc.nat(40),
      work: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom('U1', 'U2'),
      down: fc.boolean(),
    })
    .map(
      ({ at, wait, work, unit, down }): KpiOrder => ({
        ...order,
        assetId: unit,
        reportedAt: at * hour,
        startedAt: (at + wait) * hour,
        completedAt: (at + wait + work) * hour,
        statusIntervals: [{ status: 'IN_PROGRESS', ...span(at + wait, at + wait + work) }],
        downtime: down ? span(at, at + wait + work) : null,
      }),
    )
  const history = fc
    .array(someOrder, { maxLength: 15 })
    .map((orders) => orders.map((o, i) => ({ ...o, id: String(i) })))

  it('the sums of two periods that follow each other are the sums of both together', () => {
    const add = <T extends Record<string, number>>(a: T, b: T) =>
      Object.fromEntries(Object.entries(a).map(([k, v]) => [k, v + b[k]!]))
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 719 }), (orders, cut) => {
        const [first, second] = [
          { start: 0, end: cut * hour },
          { start: cut * hour, end: month.end },
        ]
        for (const f of [sums.failureSums, sums.costSums, sums.hourSums]) {
          expect(add(f(orders, first), f(orders, second))).toEqual(f(orders, month))
        }
        const times = [first, second, month].map((p) => sums.timeSums([asset], orders, p).downMs)
        expect(times[0]! + times[1]!).toBe(times[2])
      }),
    )
  })

  it('failures do not depend on the order of records, and merging never makes more of them', () => {
    fc.assert(
      fc.property(history, (orders) => {
        const found = sums.findFailures(orders)
        expect(found.length).toBeLessThanOrEqual(orders.length)
        expect(sums.failureSums([...orders].reverse(), month)).toEqual(sums.failureSums(orders, month))
      }),
    )
  })
})
