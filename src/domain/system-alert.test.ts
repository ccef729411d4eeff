import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlertRule, afterSample, alertRules, calm, type Watch } from './system-alert.ts'

const rule: AlertRule = { kind: 'cpu', above: 80, forMs: 300_000, clearAt: 70 }

/** The samples, a minute apart, at which the alert was raised or cleared. */
function changes(values: readonly number[]): [number, 'raised' | 'cleared'][] {
  let watch: Watch = calm
  return values.flatMap((value, minute): [number, 'raised' | 'cleared'][] => {
    const { changed, ...next } = afterSample(watch, rule, value, minute * 60_000)
    watch = next
    return changed ? [[minute, next.raised ? 'raised' : 'cleared']] : []
  })
}

describe('an alert', () => {
  it('is raised after five minutes above its limit, and not by a break in between', () => {
    expect(changes([90, 90, 90, 90, 90, 90])).toEqual([[5, 'raised']])
    expect(changes([90, 90, 90, 80, 90, 90, 90, 90, 90])).toEqual([])
  })

  it('stays raised while the value swings around the limit, and is cleared well below it', () => {
    expect(changes([90, 90, 90, 90, 90, 90, 75, 90, 75, 95, 70, 90])).toEqual([
      [5, 'raised'],
      [10, 'cleared'],
    ])
  })

  it('alternates, and is never raised before its time', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 60 }), (values) => {
        const seen = changes(values)
        expect(seen.map(([, what]) => what)).toEqual(seen.map((_, index) => (index % 2 === 0 ? 'raised' : 'cleared')))
        for (const [at, what] of seen) {
          if (what === 'raised') expect(Math.min(...values.slice(at - 5, at + 1))).toBeGreaterThan(rule.above)
        }
      }),
    )
  })

  it('has rules that clear no higher than they are raised', () => {
    for (const { above, clearAt } of alertRules) expect(clearAt).toBeLessThanOrEqual(above)
  })
})
