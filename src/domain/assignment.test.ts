import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssignmentCandidate, assignmentWeights, scoreAssignment, suggestAssignments } from './assignment.ts'
import { systemCodes } from './system.ts'

const order = { assetTypeCode: 'BACKHOE', system: 'HYDRAULICS' as const, siteId: 'norte', regionId: 'antofagasta' }
const person: AssignmentCandidate = {
  personId: 'ana',
  assetTypeCodes: ['BACKHOE'],
  systems: ['HYDRAULICS'],
  siteId: 'norte',
  regionId: 'antofagasta',
  onLeave: false,
  committedHours: 9,
  weeklyHours: 45,
  completedOrders: 18,
  goodOrders: 14,
}

describe('assignment', () => {
  it('adds the weighted criteria and says why', () => {
    const { score, reasons } = scoreAssignment(order, person)
    // 0.35·1 + 0.25·(1 − 9/45) + 0.25·(15/20) + 0.15·1
    expect(score).toBeCloseTo(0.35 + 0.2 + 0.1875 + 0.15, 12)
    expect(reasons.map((r) => r.code)).toEqual(['KNOWS_TYPE_AND_SYSTEM', 'WORKLOAD', 'TRACK_RECORD', 'SAME_SITE'])
    expect(reasons[1]!.params).toEqual({ committedHours: 9, weeklyHours: 45 })
  })

  it.each([
    [{ systems: [] }, 'KNOWS_TYPE', 0.5],
    [{ assetTypeCodes: [] }, 'KNOWS_SYSTEM', 0.5],
    [{ assetTypeCodes: [], systems: [] }, 'NO_MATCHING_SKILL', 0],
    [{ onLeave: true }, 'ON_LEAVE', 0],
    [{ committedHours: 60 }, 'WORKLOAD', 0],
    [{ weeklyHours: 0 }, 'WORKLOAD', 0],
    [{ completedOrders: 0, goodOrders: 0 }, 'NO_TRACK_RECORD', 0.5],
    [{ siteId: 'sur' }, 'SAME_REGION', 0.5],
    [{ siteId: 'sur', regionId: null }, 'OTHER_SITE', 0],
  ] as const)('%j → %s', (change, code, score) => {
    const { reasons } = scoreAssignment(order, { ...person, ...change })
    expect(reasons.find((r) => r.code === code)?.score).toBe(score)
  })

  it('an order of unknown system asks for the type alone', () => {
    expect(scoreAssignment({ ...order, system: null }, { ...person, systems: [] }).reasons[0]!.score).toBe(1)
  })

  const candidate = fc
    .record({
      personId: fc.uuid(),
      assetTypeCodes: fc.subarray(['BACKHOE', 'PICKUP']),
      systems: fc.subarray([...systemCodes]),
      siteId: fc.constantFrom('norte', 'sur'),
      regionId: fc.constantFrom('antofagasta', 'maule', null),
      onLeave: fc.boolean(),
      committedHours: fc.nat(90),
      weeklyHours: fc.nat(45),
      completedOrders: fc.nat(50),
      goodOrders: fc.nat(50),
    })
    .map((c) => ({ ...c, goodOrders: Math.min(c.goodOrders, c.completedOrders) }))

  it('scores lie between 0 and 1, are sorted, and do not depend on who is listed first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(candidate, { selector: (c) => c.personId, maxLength: 12 }), (people) => {
        const suggestions = suggestAssignments(order, people)
        expect(suggestAssignments(order, [...people].reverse())).toEqual(suggestions)
        suggestions.forEach(({ score }, i) => {
          expect(score >= 0 && score <= 1).toBe(true)
          if (i > 0) expect(score).toBeLessThanOrEqual(suggestions[i - 1]!.score)
        })
      }),
    )
  })

  it('more committed hours never raise a score, and the weights are a whole', () => {
    fc.assert(
      fc.property(candidate, fc.nat(40), (c, more) => {
        const busier = { ...c, committedHours: c.committedHours + more }
        expect(scoreAssignment(order, busier).score).toBeLessThanOrEqual(scoreAssignment(order, c).score)
      }),
    )
    expect(Object.values(assignmentWeights).reduce<number>((a, b) => a + b, 0)).toBeCloseTo(1, 12)
  })
})
