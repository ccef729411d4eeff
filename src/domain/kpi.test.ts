import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as kpi from './kpi.ts'
import { kpiCatalogue, kpiIds } from './kpi-catalogue.ts'

const hour = 3_600_000

describe('KPIs from sums', () => {
  it('availability: 720 h in service, 36 h down are 95 %', () => {
    const sums = { serviceMs: 720 * hour, downMs: 36 * hour, assets: 1 }
    expect(kpi.availability(sums)).toEqual({ id: 'availability', value: 95, unit: '%', n: 1 })
    expect(kpi.uptime(sums).value).toBe(684)
    expect(kpi.downtime(sums).value).toBe(36)
  })

  it('nothing in service, nothing known', () => {
    const none = { serviceMs: 0, downMs: 0, assets: 0 }
    expect([kpi.uptime, kpi.downtime, kpi.availability].map((f) => f(none).value)).toEqual([null, null, null])
  })

  it('MTBF without failures is unknown, but more than T / −ln 0.05 with 95 % confidence', () => {
    const none = kpi.mtbf({ operatingHours: 1000, basis: 'METER', failures: 0 })
    expect(none).toMatchObject({ value: null, n: 0, basis: 'METER' })
    // χ²(0.95; 2) = −2 ln 0.05, so 2·1000/χ² = 1000/2.9957…
    expect(none.lower).toBeCloseTo(1000 / -Math.log(0.05), 8)
    expect(none.upper).toBeUndefined()
  })

  it('MTBF of 1,000 h and 4 failures is 250 h, [97.65, 917.6]', () => {
    const value = kpi.mtbf({ operatingHours: 1000, basis: 'UPTIME', failures: 4 })
    expect(value.value).toBe(250)
    // χ²(0.975; 10) = 20.483, χ²(0.025; 8) = 2.180 (tables).
    expect(value.lower).toBeCloseTo(2000 / 20.4832, 2)
    expect(value.upper).toBeCloseTo(2000 / 2.17973, 1)
  })

  it('no operating time: no MTBF and no bound', () => {
    expect(kpi.mtbf({ operatingHours: 0, basis: 'UPTIME', failures: 0 })).toEqual({
      id: 'mtbf',
      value: null,
      unit: 'h',
      n: 0,
      basis: 'UPTIME',
    })
  })

  it('inherent availability combines MTBF 90 h with MTTR 10 h to 90 %', () => {
    const sums = { operatingHours: 180, basis: 'METER' as const, failures: 2, repairMs: 20 * hour, repaired: 2 }
    expect(kpi.availabilityInherent(sums).value).toBeCloseTo(90)
    expect(kpi.availabilityInherent({ ...sums, failures: 0 }).value).toBeNull()
    expect(kpi.availabilityInherent({ ...sums, repaired: 0 }).value).toBeNull()
  })

  it('MTTR, MDT, response, backlog, age, costs', () => {
    expect(kpi.mttr({ repairMs: 9 * hour, repaired: 3 }).value).toBe(3)
    expect(kpi.mdt({ failureDownMs: 30 * hour, failures: 3 }).value).toBe(10)
    expect(kpi.mdt({ failureDownMs: 0, failures: 0 }).value).toBeNull()
    expect(kpi.responseTime({ medianMs: 2 * hour, p90Ms: 8 * hour, orders: 7 }).map((k) => k.value)).toEqual([2, 8])
    const hours = { readyHours: 90, readyOrders: 9, totalHours: 180, totalOrders: 12, weeklyHours: 90 }
    expect(kpi.backlog(hours).map((k) => [k.value, k.n])).toEqual([
      [1, 9],
      [2, 12],
    ])
    expect(kpi.backlog({ ...hours, weeklyHours: 0 })[1].value).toBeNull()
    expect(kpi.meanOrderAge({ ageMs: 72 * hour, orders: 2 }).value).toBe(1.5)
    const cost = { cost: 1_000_000, orders: 4, meterHours: 250, meterKm: null }
    expect([kpi.cost(cost).value, kpi.costPerHour(cost).value, kpi.costPerKm(cost).value]).toEqual([
      1_000_000,
      4000,
      null,
    ])
    expect(kpi.costPerHour({ ...cost, meterHours: 0 }).value).toBeNull()
  })

  it('planned and reactive share of hours', () => {
    const sums = { hours: 200, plannedHours: 150, reactiveHours: 40, orders: 30 }
    expect([kpi.plannedRatio(sums).value, kpi.reactiveRatio(sums).value]).toEqual([75, 20])
  })

  it('utilisation and the product that stands for OEE', () => {
    const used = kpi.utilisation({ meterHours: 180, plannedHours: 720, basis: 'CALENDAR', assets: 1 })
    const available = kpi.availability({ serviceMs: 720 * hour, downMs: 72 * hour, assets: 1 })
    expect(used.value).toBe(25)
    expect(kpi.oee(available, used)).toMatchObject({ value: 22.5, basis: 'AVAILABILITY_TIMES_UTILISATION' })
    expect(
      kpi.oee(available, kpi.utilisation({ meterHours: null, plannedHours: 720, basis: 'CALENDAR', assets: 1 })).value,
    ).toBeNull()
  })

  it('9 of 10 is 90 % within Wilson’s [59.6, 98.2]', () => {
    const value = kpi.pmCompliance({ insideWindow: 9, windowsClosed: 10 })
    expect(value.value).toBe(90)
    expect(value.lower).toBeCloseTo(59.58, 1)
    expect(value.upper).toBeCloseTo(98.21, 1)
  })

  it('shares stay inside their interval and the interval inside 0–100', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (whole, part) => {
        const k = kpi.rework({ repeated: Math.min(part, whole), correctiveOrders: whole })
        expect(0 <= k.lower! && k.lower! <= k.value! && k.value! <= k.upper! && k.upper! <= 100).toBe(true)
      }),
    )
    expect(kpi.codedFailures({ coded: 0, failures: 0 }).value).toBeNull()
    expect(kpi.scheduleCompliance({ completedInWeek: 1, scheduled: 2 }).value).toBe(50)
  })

  it('more failures in the same time: shorter MTBF, and its interval always holds it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 1, max: 1e6, noNaN: true }), (r, hours) => {
        const k = kpi.mtbf({ operatingHours: hours, basis: 'METER', failures: r })
        expect(k.lower! < k.value! && k.value! < k.upper!).toBe(true)
        expect(kpi.mtbf({ operatingHours: hours, basis: 'METER', failures: r + 1 }).value!).toBeLessThan(k.value!)
        const count = kpi.failures(r)
        expect(count.lower! < r && r < count.upper!).toBe(true)
      }),
    )
  })

  it('the catalogue says of each what it is measured in and which way is better', () => {
    expect(kpiIds).toHaveLength(27)
    for (const id of kpiIds)
      expect(kpiCatalogue[id]).toEqual({
        unit: expect.any(String),
        decimals: expect.any(Number),
        better: expect.stringMatching(/^(HIGHER|LOWER|NONE)$/),
      })
  })
})
