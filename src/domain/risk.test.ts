import { describe, expect, it } from 'vitest'
import {
  adviceFor,
  alike,
  budgetEffect,
  orderFor,
  outcomeByFacts,
  riskClass,
  wilsonInterval,
  worthAlerting,
} from './risk.ts'

describe('risk', () => {
  it.each([
    [0, 'LOW'],
    [0.39999, 'LOW'],
    [0.4, 'MEDIUM'],
    [0.59999, 'MEDIUM'],
    [0.6, 'HIGH'],
    [0.79999, 'HIGH'],
    [0.8, 'CRITICAL'],
    [1, 'CRITICAL'],
  ] as const)('calls %d %s', (p, name) => expect(riskClass(p)).toBe(name))

  it('orders at once only when told so, and never for a low risk', () => {
    expect(adviceFor('LOW', 'auto')).toBeNull()
    expect(adviceFor('MEDIUM', 'auto')).toBe('SUGGESTED')
    expect(adviceFor('MEDIUM', 'off')).toBeNull()
    expect(adviceFor('HIGH', 'off')).toBe('TOLD')
    expect(adviceFor('HIGH', 'suggest')).toBe('SUGGESTED')
    expect(adviceFor('CRITICAL', 'auto')).toBe('ORDERED')
    expect(orderFor('CRITICAL')).toEqual({ priority: 'URGENT', dueInDays: 2 })
    expect(orderFor('HIGH')).toEqual({ priority: 'HIGH', dueInDays: 7 })
  })

  it('prefers what says more precisely what is wrong', () => {
    const day = [
      { assetId: 'a', system: null, probability: 0.9 },
      { assetId: 'a', system: 'BRAKES', probability: 0.7 },
      { assetId: 'b', system: null, probability: 0.5 },
      { assetId: 'b', system: 'CAB', probability: 0.1 },
      { assetId: 'c', system: null, probability: 0.3 },
    ]
    expect(worthAlerting(day, null).map(({ assetId, system }) => `${assetId} ${system}`)).toEqual([
      'a BRAKES',
      'b null',
    ])
    expect(worthAlerting(day, 1).map(({ assetId }) => assetId)).toEqual(['a'])
    expect(worthAlerting(day, 3)).toHaveLength(3)
    expect(worthAlerting(day, -2)).toEqual([])
  })

  it('ends an alert by facts', () => {
    expect(outcomeByFacts({ failed: true, worked: true })).toBe('HIT')
    expect(outcomeByFacts({ failed: false, worked: true })).toBe('UNKNOWN')
    expect(outcomeByFacts({ failed: false, worked: false })).toBe('FALSE')
  })

  it('gives the interval of Wilson (10 of 20: 0.299–0.701)', () => {
    const [low, high] = wilsonInterval(0.5, 20)
    expect(low).toBeCloseTo(0.2993, 4)
    expect(high).toBeCloseTo(0.7007, 4)
  })

  it('tells what became of the like', () => {
    const bands = [{ rows: 40, predicted: 0.33, observed: 0.3 }]
    expect(alike(bands, 0.38, 0.5)).toMatchObject({ observed: 0.3, rows: 40 })
    expect(alike(bands, 0.41, 0.5)).toBeNull()
  })

  it('reads the effect of a budget off the gain curve', () => {
    const gain = [
      { inspected: 0.1, found: 0.4 },
      { inspected: 1, found: 1 },
    ]
    expect(budgetEffect(gain, { perWeek: 5, units: 100, baseRate: 0.1 })).toEqual({
      found: 0.2,
      precision: expect.closeTo(0.4),
    })
    expect(budgetEffect(gain, { perWeek: 100, units: 100, baseRate: 0.1 })).toEqual({
      found: 1,
      precision: expect.closeTo(0.1),
    })
    expect(budgetEffect(gain, { perWeek: 0, units: 100, baseRate: 0.1 })).toEqual({ found: 0, precision: 0 })
  })
})
