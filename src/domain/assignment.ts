import type { SystemCode } from './system.ts'

/** Share of each criterion in the score; together 1. */
export const assignmentWeights = { skill: 0.35, availability: 0.25, performance: 0.25, location: 0.15 } as const
type AssignmentCriterion = keyof typeof assignmentWeights

export type AssignmentOrder = {
  readonly assetTypeCode: string
  readonly system: SystemCode | null
  readonly siteId: string
  /** The site's own parent location, or `null`. */
  readonly regionId: string | null
}

export type AssignmentCandidate = {
  readonly personId: string
  readonly assetTypeCodes: readonly string[]
  readonly systems: readonly SystemCode[]
  readonly siteId: string
  readonly regionId: string | null
  readonly onLeave: boolean
  /** Estimated hours of the person's open orders, and what the person can work in the same week. */
  readonly committedHours: number
  readonly weeklyHours: number
  /** Completed orders of the last 180 days, and how many of them by their due date and without rework. */
  readonly completedOrders: number
  readonly goodOrders: number
}

export type AssignmentReason = {
  readonly criterion: AssignmentCriterion
  readonly code:
    | 'KNOWS_TYPE_AND_SYSTEM'
    | 'KNOWS_TYPE'
    | 'KNOWS_SYSTEM'
    | 'NO_MATCHING_SKILL'
    | 'ON_LEAVE'
    | 'WORKLOAD'
    | 'TRACK_RECORD'
    | 'NO_TRACK_RECORD'
    | 'SAME_SITE'
    | 'SAME_REGION'
    | 'OTHER_SITE'
  readonly score: number
  readonly params: Readonly<Record<string, string | number>>
}

export type AssignmentSuggestion = {
  readonly personId: string
  /** 0 to 1. */
  readonly score: number
  readonly reasons: readonly AssignmentReason[]
}

function skill(order: AssignmentOrder, person: AssignmentCandidate): AssignmentReason {
  const type = person.assetTypeCodes.includes(order.assetTypeCode)
  const params = { assetType: order.assetTypeCode, system: order.system ?? '' }
  // An order without a system asks for the type alone.
  if (order.system === null) {
    return { criterion: 'skill', code: type ? 'KNOWS_TYPE' : 'NO_MATCHING_SKILL', score: type ? 1 : 0, params }
  }
  const system = person.systems.includes(order.system)
  if (type && system) return { criterion: 'skill', code: 'KNOWS_TYPE_AND_SYSTEM', score: 1, params }
  if (type) return { criterion: 'skill', code: 'KNOWS_TYPE', score: 0.5, params }
  if (system) return { criterion: 'skill', code: 'KNOWS_SYSTEM', score: 0.5, params }
  return { criterion: 'skill', code: 'NO_MATCHING_SKILL', score: 0, params }
}

function availability({ onLeave, committedHours, weeklyHours }: AssignmentCandidate): AssignmentReason {
  if (onLeave) return { criterion: 'availability', code: 'ON_LEAVE', score: 0, params: {} }
  const score = weeklyHours > 0 ? Math.min(1, Math.max(0, 1 - committedHours / weeklyHours)) : 0
  return { criterion: 'availability', code: 'WORKLOAD', score, params: { committedHours, weeklyHours } }
}

/** Rule of succession: somebody with no orders yet stands in the middle, and few orders say little. */
function performance({ completedOrders, goodOrders }: AssignmentCandidate): AssignmentReason {
  return {
    criterion: 'performance',
    code: completedOrders > 0 ? 'TRACK_RECORD' : 'NO_TRACK_RECORD',
    score: (goodOrders + 1) / (completedOrders + 2),
    params: { goodOrders, completedOrders },
  }
}

function location(order: AssignmentOrder, person: AssignmentCandidate): AssignmentReason {
  if (person.siteId === order.siteId) return { criterion: 'location', code: 'SAME_SITE', score: 1, params: {} }
  return order.regionId !== null && person.regionId === order.regionId
    ? { criterion: 'location', code: 'SAME_REGION', score: 0.5, params: {} }
    : { criterion: 'location', code: 'OTHER_SITE', score: 0, params: {} }
}

/** How well a person suits an order: 35 % skill, 25 % availability, 25 % performance, 15 % location, with the reasons. */
export function scoreAssignment(order: AssignmentOrder, person: AssignmentCandidate): AssignmentSuggestion {
  const reasons = [skill(order, person), availability(person), performance(person), location(order, person)]
  const score = reasons.reduce((sum, reason) => sum + assignmentWeights[reason.criterion] * reason.score, 0)
  return { personId: person.personId, score, reasons }
}

/** Best first; equal scores by person, so that the same question has the same answer. */
export function suggestAssignments(
  order: AssignmentOrder,
  people: readonly AssignmentCandidate[],
): AssignmentSuggestion[] {
  return people
    .map((person) => scoreAssignment(order, person))
    .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1))
}
