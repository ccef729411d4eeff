import { expect, it } from 'vitest'
import { answerRefusals, pointsOf, resultOf } from '../domain/checklist.ts'
import { hurriedSections } from '../domain/inspection-pace.ts'
import { predefinedChecklists } from '../domain/predefined-checklists.ts'
import { type InspectionOccasion, simulateInspection } from './inspect.ts'
import { createRandom } from './random.ts'

const random = createRandom('inspections')
const many = (occasion: Omit<InspectionOccasion, 'content'>) =>
  predefinedChecklists.flatMap(({ content }) =>
    Array.from({ length: 60 }, () => ({ content, ...simulateInspection(random, { content, ...occasion }) })),
  )
const quiet = { trouble: null, stops: false, hurried: false } as const

it('answers every point, and fails critical ones only where a stop follows', () => {
  for (const { content, answers } of many(quiet)) {
    expect(answers).toHaveLength(pointsOf(content).length)
    expect(answerRefusals(content, answers)).toEqual([])
    expect(resultOf(content, answers).cleared).toBe(true)
  }
  const stopped = many({ trouble: 'BRAKES', stops: true, hurried: false })
  const failed = stopped.filter(({ content, answers }) => !resultOf(content, answers).cleared)
  expect(failed.length).toBeGreaterThan(stopped.length / 2)
})

it('takes the time of somebody who looks, unless they do not', () => {
  const hurried = (inspections: ReturnType<typeof many>) =>
    inspections.filter(({ content, sectionTimes }) => {
      const sections = content.sections.map(({ id, points }) => ({ id, points: points.length }))
      return hurriedSections(sections, sectionTimes).length > 0
    }).length
  expect(hurried(many(quiet))).toBe(0)
  const all = many({ ...quiet, hurried: true })
  expect(hurried(all)).toBe(all.length)
})
