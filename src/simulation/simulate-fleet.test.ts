import { beforeAll, describe, expect, it } from 'vitest'
import { checkStatusChange, isDown, parseAssetCode } from '../domain/asset.ts'
import { failureCatalogue } from '../domain/failure-code.ts'
import { type Interval, intersect, total } from '../domain/interval.ts'
import { checkLabour, hoursFromTimer, type TimedLabour } from '../domain/labour.ts'
import { checkReading, isStale, type MeterReading } from '../domain/meter.ts'
import { orderCost } from '../domain/order-cost.ts'
import { parsePlate } from '../domain/plate.ts'
import { parseSerialNumber } from '../domain/serial-number.ts'
import { checkTransition, holdReasons, isFailureWork, isOpen, missingForCompletion } from '../domain/work-order.ts'
import { actionBetween, checkReason } from '../domain/work-order-action.ts'
import { dayMs } from './calendar.ts'
import { type SimulatedFleet, simulateFleet } from './simulate-fleet.ts'

const zone = 'America/Santiago'
const to = Date.parse('2026-11-24T15:00Z')
const hour = 3_600_000

/** Ends in the working day, at night and in the morning; over New Year and both changes of clocks. */
const patience = 60_000
const cases = [
  { seed: 'a', assets: 40, from: to - 260 * dayMs, to },
  { seed: 'b', assets: 20, from: to - 340 * dayMs, to: to + 11 * hour },
  { seed: 'c', assets: 40, from: to - 90 * dayMs, to: to - 4 * hour },
  { seed: 'd', assets: 12, from: to - 100 * dayMs, to },
  { seed: 'e', assets: 40, from: to - 100 * dayMs, to, orders: 3500 },
]

const groups = <T>(rows: readonly T[], key: (row: T) => string) => [...Map.groupBy(rows, key)]
const closed = ({ start, end }: { start: number; end: number | null }): Interval => ({ start, end: end ?? Infinity })

describe.each(cases)('a simulated fleet (seed $seed, $assets units)', (options) => {
  let fleet: SimulatedFleet
  beforeAll(() => {
    fleet = simulateFleet(options)
  }, patience)
  const end = options.to

  it('has units, people and sites in the forms the product asks for', () => {
    expect(fleet.sites).toHaveLength(3)
    expect(fleet.people).toHaveLength(15)
    expect(fleet.assets).toHaveLength(options.assets)
    expect(new Set(fleet.assets.map((a) => a.type)).size).toBe(5)
    for (const { code, serialNumber, plate } of fleet.assets) {
      expect(parseAssetCode(code)).toBe(code)
      expect(parseSerialNumber(serialNumber)).toBe(serialNumber)
      if (plate !== null) expect(parsePlate(plate)?.text).toBe(plate)
    }
    for (const { email } of fleet.people) expect(email).toMatch(/^[a-z.0-9]+@faena\.example$/)
    const unique = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length)
    unique(fleet.assets.map((a) => a.code))
    unique(fleet.assets.map((a) => a.serialNumber))
    unique(fleet.assets.flatMap((a) => a.plate ?? []))
    unique(fleet.people.map((p) => p.email))
    const rows = [fleet.assets, fleet.people, fleet.sites, fleet.documents, fleet.orders, fleet.readings]
    unique(rows.flat().map((row) => row.id))
    unique(fleet.orders.flatMap((o) => o.labour.map((l) => l.id)))
  })

  it('numbers orders without gaps within a year, in the order they were raised', () => {
    for (const [, orders] of groups(fleet.orders, (o) => String(o.number.year))) {
      expect(orders.map((o) => o.number.sequence)).toEqual(orders.map((_, i) => i + 1))
      expect(orders.filter((order, i) => order.createdAt < (orders[i - 1]?.createdAt ?? 0))).toEqual([])
    }
  })

  it('takes every order through allowed transitions only, with the reasons they need', () => {
    const wrong = fleet.orders.filter(({ steps, status, createdAt }) => {
      const first = steps[0]!
      const last = steps.at(-1)!
      const inOrder = steps.slice(1).every((step, i) => {
        const before = steps[i]!
        return (
          checkTransition(before.status, step.status) === null &&
          checkReason(actionBetween(before.status, step.status)!, step.reason) === null &&
          before.end === step.start &&
          before.start <= step.start &&
          (step.status !== 'ON_HOLD' || holdReasons.some((reason) => reason === step.reason))
        )
      })
      const whole =
        first.status === 'PENDING' && first.start === createdAt && last.status === status && last.end === null
      return !inOrder || !whole || last.start >= end
    })
    expect(wrong).toEqual([])
  })

  it('records on completed orders all that completion asks for, with codes of the unit’s own catalogue', () => {
    const catalogues = new Map(fleet.assets.map((a) => [a.id, failureCatalogue(a.type)]))
    const knows = (codes: readonly { code: string }[], wanted: string | null) =>
      codes.some(({ code }) => code === wanted)
    const wrong = fleet.orders.filter((order) => {
      if (order.completedAt === null) return false
      const { modes, causes, actions } = catalogues.get(order.assetId)!
      const coded =
        knows(modes, order.failureMode) && knows(causes, order.failureCause) && knows(actions, order.failureAction)
      return missingForCompletion(order).length > 0 || coded !== isFailureWork(order.category)
    })
    expect(wrong).toEqual([])
  })

  it('never has one person working on two things, nor before the order or after the end', () => {
    const entries = fleet.orders.flatMap((o) => o.labour.map((l) => ({ ...l, raisedAt: o.createdAt })))
    expect(entries.length).toBeGreaterThan(100)
    for (const [, own] of groups(entries, (l) => l.personId)) {
      own.sort((a, b) => a.start - b.start)
      const wrong = own.filter((entry, i) => {
        const neighbours: TimedLabour[] = own.slice(Math.max(0, i - 3), i)
        const hours = entry.end === null ? 0 : hoursFromTimer(entry.start, entry.end)
        const after = own[i - 1]?.end ?? null
        if (entry.after !== after) return true
        return checkLabour(neighbours, entry, end) !== null || entry.start < entry.raisedAt || entry.hours !== hours
      })
      expect(wrong).toEqual([])
    }
  })

  it('costs what its labour, parts and services add up to', () => {
    const wrong = fleet.orders.filter(({ cost, labour, hoursWorked }) => {
      const sum = orderCost({ labour, parts: [cost.parts], services: [cost.services] })
      const hours = labour.reduce((total, l) => total + l.hours, 0)
      return sum.total !== cost.total || sum.labour !== cost.labour || Math.abs(hours - hoursWorked) > 1e-6
    })
    expect(wrong).toEqual([])
  })

  it('reads meters that obey the integrity rules, over exchanges and voided readings', () => {
    const refusals: unknown[] = []
    for (const [, readings] of groups(fleet.readings, (r) => `${r.assetId} ${r.meter}`)) {
      const valid = readings.filter((r) => !r.voided).sort((a, b) => a.at - b.at)
      valid.forEach((reading, i) => {
        const before = valid[i - 1]
        const finalValue = reading.offset + reading.value - (before?.offset ?? 0)
        const { at, value } = reading
        const candidate = reading.replacement ? { at, value, replacement: { finalValue } } : { at, value }
        const history: MeterReading[] = before ? [{ ...before, voided: false }] : []
        const verdict = checkReading(history, candidate, { kind: reading.meter, zone, now: end - 1 })
        if (!verdict.accepted || verdict.offset !== reading.offset) refusals.push([reading, verdict])
      })
    }
    expect(refusals).toEqual([])
  })

  it('keeps the status of each unit as intervals that follow each other from commissioning on', () => {
    const commissioned = new Map(fleet.assets.map((a) => [a.id, a.commissionedAt]))
    const byAsset = groups(fleet.statusIntervals, (s) => s.assetId)
    expect(byAsset).toHaveLength(options.assets)
    for (const [assetId, intervals] of byAsset) {
      expect([intervals[0]!.start, intervals.at(-1)!.end]).toEqual([commissioned.get(assetId), null])
      const wrong = intervals.slice(1).filter((next, i) => {
        const before = intervals[i]!
        const last = { status: before.status, at: before.start }
        return (
          before.end !== next.start || checkStatusChange(last, { status: next.status, at: next.start }, end) !== null
        )
      })
      expect(wrong).toEqual([])
    }
  })

  it('says the same in the downtime of orders as in the status of units', () => {
    const down = new Map(
      groups(
        fleet.statusIntervals.filter((s) => isDown(s.status)),
        (s) => s.assetId,
      ),
    )
    const wrong = fleet.orders.filter(({ assetId, downtime }) => {
      if (!downtime) return false
      const window = { start: downtime.start, end: downtime.end ?? end }
      return total(intersect((down.get(assetId) ?? []).map(closed), [window])) !== window.end - window.start
    })
    expect(wrong).toEqual([])
  })

  it('ends with two to four units down, and orders open, held, overdue and unassigned', () => {
    const downNow = fleet.statusIntervals.filter((s) => s.end === null && isDown(s.status))
    expect(downNow.length).toBeGreaterThanOrEqual(2)
    expect(downNow.length).toBeLessThanOrEqual(4)
    const open = fleet.orders.filter((o) => isOpen(o.status))
    expect(new Set(open.map((o) => o.status)).size).toBe(3)
    expect(open.some((o) => o.holdReason === 'PARTS')).toBe(true)
    expect(open.some((o) => o.dueAt < end)).toBe(true)
    expect(open.some((o) => o.assigneeId === null)).toBe(true)
    expect(open.some((o) => o.labour.length > 0 && o.status === 'IN_PROGRESS')).toBe(true)
  })

  it('keeps the truth beside: every failure is of a component and of its age', () => {
    const components = new Set(fleet.truth.components.map((c) => c.id))
    expect(fleet.truth.failures.length).toBeGreaterThan(20)
    const wrong = fleet.truth.failures.filter((f) => !components.has(f.componentId) || f.age < 0 || f.at >= end)
    expect(wrong).toEqual([])
  })

  it('gives exactly as many orders as were asked for', () => {
    if (options.orders !== undefined) expect(fleet.orders).toHaveLength(options.orders)
  })
})

describe('simulateFleet', () => {
  const options = { assets: 8, from: to - 70 * dayMs, to }

  it('is the same for the same seed, byte for byte, and another for another', () => {
    const rows = (seed: string) => JSON.stringify(simulateFleet({ ...options, seed }))
    expect(rows('x')).toBe(rows('x'))
    expect(rows('x')).not.toBe(rows('y'))
  })

  it('refuses too short a history and fewer orders than the fleet has by nature', () => {
    expect(() => simulateFleet({ ...options, seed: 'x', from: to - 20 * dayMs })).toThrow(RangeError)
    expect(() => simulateFleet({ ...options, seed: 'x', orders: 10 })).toThrow(RangeError)
  })

  it(
    'three years of forty units: availability of a working fleet, some stale meters, papers due',
    () => {
      const from = to - 3 * 365 * dayMs
      const fleet = simulateFleet({ seed: '1', assets: 40, from, to })
      const down = fleet.statusIntervals.filter((s) => isDown(s.status))
      const lost = down.reduce((sum, s) => sum + (s.end ?? to) - s.start, 0)
      const service = fleet.assets.reduce((sum, a) => sum + to - Math.max(from, a.commissionedAt), 0)
      expect(1 - lost / service).toBeGreaterThan(0.9)
      expect(1 - lost / service).toBeLessThan(0.98)
      expect(new Set(fleet.statusIntervals.map((s) => s.status)).size).toBe(4)
      const lastRead = groups(fleet.readings, (r) => r.assetId).map(([, readings]) =>
        Math.max(...readings.map((r) => r.at)),
      )
      expect(lastRead.some((at) => isStale(at, to))).toBe(true)
      expect(fleet.readings.some((r) => r.replacement) && fleet.readings.some((r) => r.voided)).toBe(true)
      expect(fleet.orders.some((o) => o.duplicateOfId !== null)).toBe(true)
      expect(fleet.orders.some((o) => o.steps.filter((s) => s.status === 'COMPLETED').length === 2)).toBe(true)
      const today = '2026-11-24'
      const latest = groups(fleet.documents, (d) => `${d.assetId} ${d.kind}`).map(([, d]) => d.at(-1)!.expiresOn)
      expect(latest.some((date) => date < today) && latest.some((date) => date >= today)).toBe(true)
    },
    patience,
  )
})
