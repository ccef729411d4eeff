import { expect, test } from 'vitest'
import { cumulative } from './series.ts'

test('the shares of a Pareto rise to the whole', () => {
  expect(cumulative([5, 3, 2])).toEqual([0.5, 0.8, 1])
  expect(cumulative([0, 0])).toEqual([0, 0])
  expect(cumulative([])).toEqual([])
})
