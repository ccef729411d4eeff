import { expect, test } from 'vitest'
import { isRefusal } from './lives.ts'
import { planReplacement } from './replacement.ts'
import { studyOf } from './study.ts'
import { agesNow, livesOf, systemsOf, type WatchedUnit } from './watched-units.ts'
import { fitWeibull, weibullFailedBy, weibullQuantile } from './weibull.ts'

const failed = (age: number) => ({ age, failed: true })
const replaced = (age: number) => ({ age, failed: false })
const unit = (more: Partial<WatchedUnit>): WatchedUnit => ({
  ...{ start: 0, end: 100, fromNew: true, inService: true, marks: [] },
  ...more,
})

test('lives end at failures and replacements, and the first counts only from new', () => {
  const marks = [failed(20), replaced(50), failed(50), replaced(70)]
  const whole = [
    { time: 20, failed: true },
    { time: 30, failed: true },
    { time: 20, failed: false },
    { time: 30, failed: false },
  ]
  expect(livesOf([unit({ marks })])).toEqual(whole)
  expect(livesOf([unit({ marks, fromNew: false })])).toEqual(whole.slice(1))
  expect(livesOf([unit({ fromNew: false })])).toEqual([])
  expect(systemsOf([unit({ marks }), unit({ start: 100 })])).toEqual([{ start: 0, end: 100, events: [20, 50] }])
  expect(agesNow([unit({ marks }), unit({ inService: false }), unit({ start: 10 })])).toEqual([30, 90])
})

test('without failures only a bound is said, and below five what is missing', () => {
  const none = studyOf({ units: [unit({})], costs: { planned: 1, failure: 9 }, horizon: 30 })
  expect(none.rate).toMatchObject({ failures: 0, mean: null })
  expect(none.life).toEqual({ known: false, code: 'TOO_FEW_FAILURES', params: { failures: 0, needed: 5 } })
  const four = studyOf({ units: [unit({ marks: [10, 30, 60, 80].map(failed) })], costs: none as never, horizon: 30 })
  expect(four.recurrence).toMatchObject({ known: false, params: { failures: 4, needed: 5 } })
  expect(studyOf({ units: [], costs: { planned: null, failure: null }, horizon: 30 }).rate).toBeNull()
})

test('a study is its parts, and its optimum the plan of the same fit', () => {
  const units = [0, 3, 6].map((shift) => unit({ marks: [17, 38, 55, 78, 95].map((age) => failed(age + shift / 2)) }))
  const costs = { planned: 100, failure: 900 }
  const study = studyOf({ units, costs, horizon: 60 })
  const fit = fitWeibull(livesOf(units))
  if (isRefusal(fit)) throw new Error(fit.code)
  const plan = planReplacement(fit, costs)
  expect(study.life).toMatchObject({ known: true, shape: fit.shape, failures: 15 })
  expect(study.replacement).toMatchObject({ known: true, ...plan })
  if (!study.spares.known) throw new Error(study.spares.code)
  expect(study.spares.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9)
  expect(study.spares.levels.map(({ stock }) => stock)).toEqual(
    study.spares.levels.map(({ stock }) => stock).toSorted((a, b) => a - b),
  )
  expect(studyOf({ units, costs: { planned: null, failure: 900 }, horizon: 60 }).replacement).toMatchObject({
    code: 'COST_UNKNOWN',
  })
})

test('the share failed by a time goes through the quantiles, with bounds around it', () => {
  const fit = fitWeibull([17, 21, 17, 23, 30, 12].map((time) => ({ time, failed: true })))
  if (isRefusal(fit)) throw new Error(fit.code)
  for (const p of [0.01, 0.1, 0.5, 0.9]) {
    const { value, bounds } = weibullFailedBy(fit, weibullQuantile(fit, p).value)
    expect(value).toBeCloseTo(p, 12)
    expect(bounds.lower).toBeLessThan(p)
    expect(bounds.upper).toBeGreaterThan(p)
  }
  // At the scale u = 0, so the standard error is shape·se(ln scale) alone.
  const { bounds } = weibullFailedBy(fit, fit.scale)
  const width = 1.959963984540054 * fit.shape * Math.sqrt(fit.covariance.scale)
  expect(bounds.lower).toBeCloseTo(1 - Math.exp(-Math.exp(-width)), 12)
})
