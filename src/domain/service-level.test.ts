import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLevels, hoursOf, levelsDue, partsDue, type ServiceLevel, tasksDue } from './service-level.ts'

const levels: ServiceLevel[] = [
  {
    name: '250 h',
    multiple: 1,
    tasks: [
      { text: 'Cambiar aceite', hours: 1 },
      { text: 'Engrasar', hours: 0.5 },
    ],
    parts: [
      { partId: 'oil', quantity: 28 },
      { partId: 'oil-filter', quantity: 1 },
    ],
  },
  {
    name: '500 h',
    multiple: 2,
    tasks: [
      { text: 'cambiar  aceité.', hours: 1.5 },
      { text: 'Filtro de aire', hours: 0.25 },
    ],
    parts: [
      { partId: 'oil', quantity: 32.5 },
      { partId: 'oil-filter', quantity: 1 },
      { partId: 'air-filter', quantity: 2 },
    ],
  },
  { name: '1000 h', multiple: 4, tasks: [{ text: 'Aceite hidráulico', hours: 3 }], parts: [] },
  { name: '2000 h', multiple: 8, tasks: [{ text: 'Refrigerante', hours: 2 }], parts: [{ partId: 'oil', quantity: 4 }] },
]

describe('nested services', () => {
  it('one order holds the union of the tasks without duplicates', () => {
    expect(levelsDue(levels, [1]).map(({ name }) => name)).toEqual(['250 h'])
    expect(levelsDue(levels, [4]).map(({ name }) => name)).toEqual(['250 h', '500 h', '1000 h'])
    expect(tasksDue(levels, [2])).toEqual([
      { text: 'Cambiar aceite', hours: 1.5 },
      { text: 'Engrasar', hours: 0.5 },
      { text: 'Filtro de aire', hours: 0.25 },
    ])
    expect(hoursOf(tasksDue(levels, [8]))).toBe(7.25)
  })

  it('a jump over several turns asks for what any of them asks for, once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (cycles) => {
        const texts = tasksDue(levels, cycles).map(({ text }) => text)
        expect(new Set(texts).size).toBe(texts.length)
        for (const cycle of cycles) {
          for (const { text } of tasksDue(levels, [cycle])) {
            const same = (other: string) => other.toLowerCase().slice(0, 12) === text.toLowerCase().slice(0, 12)
            expect(text.toLowerCase().startsWith('cambiar') || texts.some(same)).toBe(true)
          }
        }
      }),
    )
  })

  it('takes each part once, in the larger quantity where services share it', () => {
    expect(partsDue(levels, [1])).toEqual([
      { partId: 'oil', quantity: 28 },
      { partId: 'oil-filter', quantity: 1 },
    ])
    expect(partsDue(levels, [8])).toEqual([
      { partId: 'oil', quantity: 32.5 },
      { partId: 'oil-filter', quantity: 1 },
      { partId: 'air-filter', quantity: 2 },
    ])
    const twice = [{ ...levels[0]!, parts: [...levels[0]!.parts, { partId: 'oil', quantity: 1 }] }]
    expect(checkLevels(twice)?.code).toBe('PLAN_PART_TWICE')
  })

  it('every turn has something to do', () => {
    expect(checkLevels(levels)).toBeNull()
    expect(checkLevels(levels.slice(1))?.code).toBe('PLAN_NO_BASE')
    expect(checkLevels([...levels, levels[2]!])?.code).toBe('PLAN_LEVEL_TWICE')
  })
})
