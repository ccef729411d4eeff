import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, answerRefusals, type ChecklistContent } from '../../../../domain/checklist.ts'
import type { Problem } from '../../../app/api/problem.ts'

/** What stands in the way of submitting, in words, by point: the rule's own refusals before anything is sent. */
export function useRefusals() {
  const { t } = useTranslation('inspections')
  return useCallback(
    (content: ChecklistContent, answers: readonly Answer[]) => {
      const found = new Map<string, string[]>()
      for (const { pointId, code } of answerRefusals(content, answers)) {
        found.set(pointId, [...(found.get(pointId) ?? []), t(`refusal.${code}`)])
      }
      return found
    },
    [t],
  )
}

/** The server's refusals by the point they are about; what is about none of them is left over. */
export function refusalsByPoint(problem: Problem) {
  const points = new Map<string, string[]>()
  const others: { field: string; message: string }[] = []
  for (const { field, message } of problem.errors ?? []) {
    const pointId = /^answers\.(.+)$/.exec(field)?.[1]
    if (pointId) points.set(pointId, [...(points.get(pointId) ?? []), message])
    else others.push({ field, message })
  }
  return { points, others }
}

/** Brings the first point that needs something into view, in the order of the sheet. */
export function showFirst(content: ChecklistContent, points: ReadonlyMap<string, unknown>): void {
  const first = content.sections.flatMap((section) => section.points).find(({ id }) => points.has(id))
  if (!first) return
  requestAnimationFrame(() => {
    const row = document.getElementById(`point-${first.id}`)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true })
  })
}
