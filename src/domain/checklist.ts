import { type Refusal, refuse } from './refusal.ts'

export const pointKinds = ['YES_NO_NA', 'TEXT', 'NUMBER', 'PHOTO'] as const
export type PointKind = (typeof pointKinds)[number]
export const choices = ['YES', 'NO', 'NA'] as const
export type Choice = (typeof choices)[number]
export const severities = ['LOW', 'MEDIUM', 'HIGH'] as const
export type Severity = (typeof severities)[number]
export const verdicts = ['APPROVED', 'REJECTED'] as const
export type Verdict = (typeof verdicts)[number]

/** One question of a checklist. `id` stays the same from one version to the next, so that failures can be counted. */
export type Point = {
  readonly id: string
  readonly kind: PointKind
  readonly es: string
  /** The Spanish words serve when there are no English ones. */
  readonly en: string | null
  /** A failure forbids the unit to work; it needs a photo. */
  readonly critical: boolean
  readonly required: boolean
  /** Of a number: its unit, and the limits outside of which it fails. */
  readonly unit: string | null
  readonly min: number | null
  readonly max: number | null
  /** Asked only when an earlier yes/no point was answered so. */
  readonly shownIf: { readonly pointId: string; readonly choice: Choice } | null
}

export type Section = {
  readonly id: string
  readonly es: string
  readonly en: string | null
  readonly points: readonly Point[]
}
export type ChecklistContent = { readonly sections: readonly Section[] }

/** What was answered to one point; only the field of the point's kind is set. */
export type Answer = {
  readonly pointId: string
  readonly choice: Choice | null
  readonly number: number | null
  readonly text: string | null
  readonly note: string | null
  /** How bad a failure is. */
  readonly severity: Severity | null
  /** References to the photos of this point. */
  readonly photoIds: readonly string[]
}

/** Approved from this share of passed points on, in percent. */
export const approvalPercent = 80

export const pointsOf = ({ sections }: ChecklistContent): Point[] => sections.flatMap(({ points }) => points)

const byPoint = (answers: readonly Answer[]) => new Map(answers.map((answer) => [answer.pointId, answer]))

/** The points that are asked, given the answers so far: a condition on a point that is not asked is not met. */
export function askedPoints(content: ChecklistContent, answers: readonly Answer[]): Point[] {
  const given = byPoint(answers)
  const asked = new Set<string>()
  return pointsOf(content).filter(({ id, shownIf }) => {
    const shown = !shownIf || (asked.has(shownIf.pointId) && given.get(shownIf.pointId)?.choice === shownIf.choice)
    if (shown) asked.add(id)
    return shown
  })
}

const hasLimits = ({ kind, min, max }: Point) => kind === 'NUMBER' && (min !== null || max !== null)

/** Whether a point can fail: these make the score; the others only record. */
export const isScored = (point: Point): boolean => point.kind === 'YES_NO_NA' || hasLimits(point)

export function hasFailed(point: Point, answer: Answer | undefined): boolean {
  if (!answer) return false
  if (point.kind === 'YES_NO_NA') return answer.choice === 'NO'
  if (!hasLimits(point) || answer.number === null) return false
  return answer.number < (point.min ?? -Infinity) || answer.number > (point.max ?? Infinity)
}

export function isAnswered(point: Point, answer: Answer | undefined): boolean {
  if (!answer) return false
  if (point.kind === 'YES_NO_NA') return answer.choice !== null
  if (point.kind === 'NUMBER') return answer.number !== null
  if (point.kind === 'TEXT') return (answer.text ?? '').trim() !== ''
  return answer.photoIds.length > 0
}

export type Result = {
  /** Scored points that were asked, and those of them that did not fail. */
  readonly total: number
  readonly passed: number
  /** Percent, rounded down to one decimal so that 80 never stands beside a rejection. */
  readonly score: number
  readonly verdict: Verdict
  readonly failed: readonly Point[]
  /** No critical point failed: the unit may work. */
  readonly cleared: boolean
}

/** Score = passed / asked, where yes and "does not apply" pass; approved at 80 %. */
export function resultOf(content: ChecklistContent, answers: readonly Answer[]): Result {
  const given = byPoint(answers)
  const scored = askedPoints(content, answers).filter((point) => isScored(point))
  const failed = scored.filter((point) => hasFailed(point, given.get(point.id)))
  const answered = scored.filter((point) => isAnswered(point, given.get(point.id)))
  const [total, passed] = [scored.length, answered.length - failed.length]
  return {
    total,
    passed,
    score: total === 0 ? 100 : Math.floor((passed * 1000) / total) / 10,
    verdict: passed * 100 >= total * approvalPercent ? 'APPROVED' : 'REJECTED',
    failed,
    cleared: !failed.some(({ critical }) => critical),
  }
}

export type AnswerRefusalCode =
  | 'ANSWER_REQUIRED'
  | 'ANSWER_PHOTO_REQUIRED'
  | 'ANSWER_SEVERITY_REQUIRED'
  | 'ANSWER_NOT_ASKED'
  | 'ANSWER_REPEATED'
export type AnswerRefusal = Refusal<AnswerRefusalCode> & { readonly pointId: string }

const aboutPoint = (pointId: string, code: AnswerRefusalCode): AnswerRefusal => ({ ...refuse(code), pointId })

/** Everything that still stands in the way of submitting `answers`, at once; empty when nothing does. */
export function answerRefusals(content: ChecklistContent, answers: readonly Answer[]): AnswerRefusal[] {
  const given = byPoint(answers)
  const asked = askedPoints(content, answers)
  const askedIds = new Set(asked.map(({ id }) => id))
  const refusals = answers.flatMap(({ pointId }, i) => {
    if (!askedIds.has(pointId)) return [aboutPoint(pointId, 'ANSWER_NOT_ASKED')]
    return answers.findIndex((other) => other.pointId === pointId) < i ? [aboutPoint(pointId, 'ANSWER_REPEATED')] : []
  })
  for (const point of asked) {
    const answer = given.get(point.id)
    if (point.required && !isAnswered(point, answer)) refusals.push(aboutPoint(point.id, 'ANSWER_REQUIRED'))
    if (!hasFailed(point, answer)) continue
    if (!answer?.severity) refusals.push(aboutPoint(point.id, 'ANSWER_SEVERITY_REQUIRED'))
    if (point.critical && answer?.photoIds.length === 0) refusals.push(aboutPoint(point.id, 'ANSWER_PHOTO_REQUIRED'))
  }
  return refusals
}

/** "Everything in this section is well": yes to what was not answered otherwise, and to what those answers ask next. */
export function allWell(content: ChecklistContent, sectionId: string, answers: readonly Answer[]): Answer[] {
  const points = content.sections.find(({ id }) => id === sectionId)?.points ?? []
  return points.reduce<Answer[]>(
    (given, point) => {
      const before = given.find(({ pointId }) => pointId === point.id)
      const asked = askedPoints(content, given).some(({ id }) => id === point.id)
      if (!asked || point.kind !== 'YES_NO_NA' || isAnswered(point, before)) return given
      const well = { ...(before ?? noAnswer(point.id)), choice: 'YES' as const }
      return [...given.filter((answer) => answer !== before), well]
    },
    [...answers],
  )
}

export const noAnswer = (pointId: string): Answer => ({
  pointId,
  choice: null,
  number: null,
  text: null,
  note: null,
  severity: null,
  photoIds: [],
})
