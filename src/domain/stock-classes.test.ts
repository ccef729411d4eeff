import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abcClasses, classify } from './stock-classes.ts'

const part = (id: string, value: number, months: readonly number[] = [1, 1, 1]) => ({ id, value, months })

describe('classes', () => {
  it('puts the parts that carry the money first', () => {
    const classes = classify([part('filter', 150), part('pump', 800), part('bolt', 50), part('none', 0)])
    expect(Object.fromEntries([...classes].map(([id, { abc }]) => [id, abc]))).toEqual({
      pump: 'A',
      filter: 'B',
      bolt: 'C',
      none: 'C',
    })
  })

  it.each([
    ['every month the same', [4, 4, 4, 4], 'X'],
    ['more or less', [1, 6, 2, 7], 'Y'],
    ['once a year', [0, 0, 0, 9], 'Z'],
    ['never', [0, 0, 0, 0], null],
  ])('%s', (_, months, xyz) => expect(classify([part('p', 1, months)]).get('p')).toMatchObject({ xyz }))

  it('never puts the cheaper of two before the dearer, nor equals apart', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }), (values) => {
        const classes = classify(values.map((value, i) => part(String(i), value)))
        const rank = (i: number) => abcClasses.indexOf(classes.get(String(i))!.abc)
        for (const [i, a] of values.entries()) {
          for (const [j, b] of values.entries()) {
            if (a > b) expect(rank(i)).toBeLessThanOrEqual(rank(j))
            if (a === b) expect(rank(i)).toBe(rank(j))
          }
        }
      }),
      { numRuns: 50 },
    )
  })
})
