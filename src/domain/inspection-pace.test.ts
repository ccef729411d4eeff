import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatInspectionNumber } from './inspection-number.ts'
import { hurriedSections, type SectionTime, withTouch } from './inspection-pace.ts'

describe('the pace of an inspection', () => {
  it('gives the time since the last touch to the section touched, pauses cut at ten minutes', () => {
    let times: SectionTime[] = []
    times = withTouch(times, 'a', 0, 4000)
    times = withTouch(times, 'b', 4000, 5500)
    times = withTouch(times, 'a', 5500, 3_605_500)
    expect(times).toEqual([
      { sectionId: 'b', seconds: 1.5 },
      { sectionId: 'a', seconds: 604 },
    ])
  })

  it('points out sections with less than two seconds a point', () => {
    const times = [
      { sectionId: 'a', seconds: 7.9 },
      { sectionId: 'b', seconds: 8 },
    ]
    const sections = ['a', 'b', 'c'].map((id) => ({ id, points: 4 }))
    expect(hurriedSections(sections, times)).toEqual([{ sectionId: 'a', seconds: 7.9, points: 4 }])
  })

  it('never loses time and never makes any, even when a clock goes back', () => {
    const touch = fc.record({
      section: fc.constantFrom('a', 'b', 'c'),
      gap: fc.integer({ min: -60_000, max: 500_000 }),
    })
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 20 }), (touches) => {
        let [times, now, spent]: [SectionTime[], number, number] = [[], 0, 0]
        for (const { section, gap } of touches) {
          times = withTouch(times, section, now, now + gap)
          now += gap
          spent += Math.max(0, gap) / 1000
        }
        const total = times.reduce((sum, { seconds }) => sum + seconds, 0)
        expect(Math.abs(total - spent)).toBeLessThan(0.06 * touches.length + 1e-6)
      }),
    )
  })
})

it('an inspection’s number has its year and at least six digits', () => {
  expect(formatInspectionNumber({ year: 2026, sequence: 42 })).toBe('INS-2026-000042')
})
