import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, dayMs } from './calendar.ts'
import { buildAssets, buildSites } from './fleet.ts'
import { createRandom } from './random.ts'
import type { StatusIntervalRow } from './rows.ts'
import { changeStatus, closeStatus, createUnit, drawFailure, rejuvenate, settleUse } from './unit.ts'

const from = Date.parse('2025-01-01T03:00Z')
const to = from + 100 * dayMs

function someUnit(seed: string) {
  const random = createRandom(seed)
  const [row] = buildAssets(random, buildSites(random, from), 5, from, to)
  const calendar = createCalendar(from, to, 'America/Santiago')
  return { random, unit: createUnit(random, row!, { site: 0, calendar, acceleration: 1, byId: 'supervisor' }) }
}

describe('lives of components', () => {
  it('follow the Weibull law given the age already reached: the hazard passed until failure is exponential with mean 1', () => {
    const { random, unit } = someUnit('law')
    for (const component of unit.components) {
      const { shape, scale } = component.truth
      for (const age of [0, scale / 3, 1.5 * scale]) {
        component.age = age
        const passed = Array.from({ length: 4000 }, () => {
          const life = drawFailure(random, component, 0)
          return ((age + life) / scale) ** shape - (age / scale) ** shape
        })
        const mean = passed.reduce((a, b) => a + b) / passed.length
        const beyondOne = passed.filter((h) => h > 1).length / passed.length
        expect(mean).toBeCloseTo(1, 0.8)
        expect(Math.abs(beyondOne - Math.exp(-1))).toBeLessThan(0.035)
      }
    }
  })

  it('a repair leaves the share of the age it is said to leave', () => {
    const { random, unit } = someUnit('repair')
    const component = unit.components[0]!
    component.age = 100
    component.sinceUse = 1000
    rejuvenate(random, component, 1200, 0.25)
    expect(component).toMatchObject({ age: 75, sinceUse: 1200 })
    expect(component.failsAtUse).toBeGreaterThan(1200)
  })
})

describe('use', () => {
  it('counts only the working day and only once', () => {
    const { unit } = someUnit('use')
    Object.assign(unit, { use: 0, rate: 0.5, workStart: 100, workEnd: 300, workingSince: 100 })
    settleUse(unit, 200)
    settleUse(unit, 250)
    expect(unit.use).toBe(50)
    unit.workingSince = 250
    settleUse(unit, 999)
    expect(unit.use).toBe(75)
  })
})

describe('status', () => {
  it('whatever happens, intervals follow each other without gap, length zero or repetition', () => {
    const { unit: idle } = someUnit('status')
    const happening = fc.record({ after: fc.nat(2), stops: fc.nat(1), works: fc.nat(1) })
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        const unit = structuredClone(idle)
        const rows: StatusIntervalRow[] = []
        let at = from
        for (const { after, stops, works } of happenings) {
          at += after * 1000
          Object.assign(unit, { stops, works })
          changeStatus(unit, at, 'x', 'y', rows)
        }
        closeStatus(unit, rows)
        const wrong = rows.filter((row, i) => {
          const before = rows[i - 1]
          return before
            ? row.start !== before.end || row.start <= before.start || row.status === before.status
            : row.start !== unit.row.commissionedAt
        })
        expect(wrong).toEqual([])
      }),
    )
  })
})
