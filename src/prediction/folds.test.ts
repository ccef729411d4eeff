import { describe, expect, it } from 'vitest'
import { abstainFrom, rollingFolds, scheduleSnapshots } from './folds.ts'
import { type History, subjectsOf } from './history.ts'
import { beginning, poissonFleet, recordOf, unequal } from './testing/fleets.ts'

const fleet = (failures: number, days: number): History => ({
  assets: [{ id: 'A', type: 'LOADER' }],
  records: Array.from({ length: failures }, (_, i) => {
    return recordOf(i, 'A', 'failure', beginning + (i * days) / Math.max(1, failures))
  }),
  until: beginning + days,
})

describe('abstention', () => {
  it('below thirty failures or ninety days', () => {
    expect(abstainFrom(fleet(29, 400))).toMatchObject({
      code: 'TOO_FEW_FAILURES',
      params: { failures: 29, needed: 30 },
    })
    expect(abstainFrom(fleet(30, 400))).toBeNull()
    expect(abstainFrom(fleet(200, 89.5))).toMatchObject({ code: 'HISTORY_TOO_SHORT', params: { days: 89, needed: 90 } })
    expect(abstainFrom(fleet(200, 90))).toBeNull()
    expect(abstainFrom(fleet(0, 400))).toMatchObject({ code: 'TOO_FEW_FAILURES' })
  })

  it('counts the days from the first failure that was recorded, not from older plans and meters', () => {
    const young = fleet(60, 60)
    const older = [...young.records, recordOf(1000, 'A', 'meter', beginning - 500)]
    expect(abstainFrom({ ...young, records: older })).toMatchObject({ code: 'HISTORY_TOO_SHORT' })
  })
})

describe('folds', () => {
  it('follow each other without a gap or an overlap over the second half of the history', () => {
    const folds = rollingFolds(fleet(100, 600))
    expect(folds[0]!.origin).toBe(beginning + 300)
    expect(folds).toHaveLength(6)
    folds.slice(1).forEach(({ origin }, i) => {
      expect(origin).toBe(folds[i]!.end)
    })
    expect(folds.at(-1)!.end).toBe(Infinity)
  })
})

describe('the schedule of snapshots', () => {
  it('is daily for a small fleet; for a large one about weekly, on every day of the week, and keeps a part of the rows', () => {
    const of = (units: number) => {
      const { history } = poissonFleet(1, units, 400, unequal(0.01))
      return scheduleSnapshots(history, subjectsOf(history, history.until, false))
    }
    expect(of(20)).toMatchObject({ strideDays: 1, share: 1 })
    const large = of(4000)
    expect(large.strideDays).toBe(6)
    expect(new Set(large.times.map((time) => time % 7)).size).toBe(7)
    expect(large.share).toBeCloseTo((40_000 * 6) / (4000 * 400), 1)
    for (const time of large.times) expect(Number.isInteger(time)).toBe(true)
  })
})
