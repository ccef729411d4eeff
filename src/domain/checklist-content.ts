import { type ChecklistContent, isScored, type Point, pointsOf } from './checklist.ts'
import { type Refusal, refuse } from './refusal.ts'

export type ContentRefusalCode =
  | 'CHECKLIST_EMPTY_SECTION'
  | 'CHECKLIST_REPEATED_ID'
  | 'CHECKLIST_LIMITS_CROSSED'
  | 'CHECKLIST_LIMITS_NOT_NUMBER'
  | 'CHECKLIST_CRITICAL_CANNOT_FAIL'
  | 'CHECKLIST_CONDITION_UNKNOWN'
  | 'CHECKLIST_NOTHING_SCORED'
export type ContentRefusal = Refusal<ContentRefusalCode> & {
  /** Where: `sections.0.points.2`. */
  readonly path: string
}

/** What is wrong with a checklist before it may be published; empty when nothing is. */
export function contentRefusals(content: ChecklistContent): ContentRefusal[] {
  const refusals: ContentRefusal[] = []
  const say = (path: string, code: ContentRefusalCode) => refusals.push({ ...refuse(code), path })
  const sectionIds = new Set<string>()
  const earlier = new Map<string, Point>()
  for (const [s, { id, points }] of content.sections.entries()) {
    if (sectionIds.has(id)) say(`sections.${s}`, 'CHECKLIST_REPEATED_ID')
    sectionIds.add(id)
    if (points.length === 0) say(`sections.${s}`, 'CHECKLIST_EMPTY_SECTION')
    for (const [p, point] of points.entries()) {
      const path = `sections.${s}.points.${p}`
      if (earlier.has(point.id)) say(path, 'CHECKLIST_REPEATED_ID')
      if (point.kind !== 'NUMBER' && (point.min !== null || point.max !== null))
        say(path, 'CHECKLIST_LIMITS_NOT_NUMBER')
      if (point.min !== null && point.max !== null && point.min > point.max) say(path, 'CHECKLIST_LIMITS_CROSSED')
      if (point.critical && !isScored(point)) say(path, 'CHECKLIST_CRITICAL_CANNOT_FAIL')
      // Only an earlier yes/no point can decide whether another is asked.
      const { shownIf } = point
      if (shownIf && earlier.get(shownIf.pointId)?.kind !== 'YES_NO_NA') say(path, 'CHECKLIST_CONDITION_UNKNOWN')
      earlier.set(point.id, point)
    }
  }
  // Without a required point that can fail and is always asked, an empty sheet would be approved.
  const decisive = pointsOf(content).some((point) => isScored(point) && point.required && !point.shownIf)
  if (!decisive) say('sections', 'CHECKLIST_NOTHING_SCORED')
  return refusals
}
