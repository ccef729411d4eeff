import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../domain/random.ts'
import { binColumns } from './bins.ts'
import { type GrowOptions, grow } from './grow.ts'
import type { Matrix } from './matrix.ts'

const columns = 3
const options: GrowOptions = { maxLeaves: 2, minWeight: 1, ridge: 0.5 }
const value = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }) }, fc.constant(Number.NaN))
const row = fc.record({
  x: fc.array(value, { minLength: columns, maxLength: columns }),
  pull: fc.integer({ min: -4, max: 4 }),
  weight: fc.integer({ min: 1, max: 3 }),
})
type Row = { x: number[]; pull: number; weight: number }

function matrixOf(rows: readonly Row[]): Matrix {
  const values = Float32Array.from({ length: rows.length * columns }, (_, i) => {
    return rows[i % rows.length]!.x[Math.floor(i / rows.length)]!
  })
  return { rows: rows.length, columns, values }
}

function treeOf(rows: readonly Row[], given: GrowOptions = options) {
  const pull = Float64Array.from(rows, (own) => own.pull)
  const weight = Float64Array.from(rows, (own) => own.weight)
  const order = Int32Array.from(rows, (_, i) => i)
  const all = Int32Array.from({ length: columns }, (_, i) => i)
  return grow(binColumns(matrixOf(rows)), order, pull, weight, all, given, seededRandom(1)).nodes
}

const sumsOf = (rows: readonly Row[]) => ({
  pull: rows.reduce((sum, own) => sum + own.pull, 0),
  weight: rows.reduce((sum, own) => sum + own.weight, 0),
})

function gainOf(rows: readonly Row[], goesLeft: (own: Row) => boolean): number {
  const score = (some: readonly Row[]) => {
    const { pull, weight } = sumsOf(some)
    return pull ** 2 / (weight + options.ridge)
  }
  const [left, right] = [rows.filter(goesLeft), rows.filter((own) => !goesLeft(own))]
  const heavy = Math.min(sumsOf(left).weight, sumsOf(right).weight) >= options.minWeight
  return heavy ? score(left) + score(right) - score(rows) : -Infinity
}

describe('growing a tree', () => {
  it('finds the split that gains most, of all columns, thresholds and sides for missing values', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 25 }), (rows) => {
        let best = 0
        for (let column = 0; column < columns; column++) {
          for (const threshold of [0, 1, 2, 3, 4, 5, 6]) {
            for (const missingLeft of [true, false]) {
              const side = ({ x }: Row) => (Number.isNaN(x[column]!) ? missingLeft : x[column]! <= threshold)
              best = Math.max(best, gainOf(rows, side))
            }
          }
        }
        const [root] = treeOf(rows)
        if (root!.left < 0) {
          expect(best).toBeLessThan(1e-9)
          return
        }
        const { column, threshold, missingLeft } = root!
        const side = ({ x }: Row) => (Number.isNaN(x[column]!) ? missingLeft : x[column]! <= threshold)
        expect(gainOf(rows, side)).toBeCloseTo(best, 9)
      }),
      { numRuns: 300 },
    )
  })

  it('gives every leaf pull over weight, and every node the weight of its rows', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 25 }), (rows) => {
        const nodes = treeOf(rows, { ...options, maxLeaves: 6 })
        const reached = nodes.map((): Row[] => [])
        for (const own of rows) {
          let at = 0
          for (;;) {
            reached[at]!.push(own)
            const { left, right, column, threshold, missingLeft } = nodes[at]!
            if (left < 0) break
            const x = own.x[column]!
            at = x <= threshold || (missingLeft && Number.isNaN(x)) ? left : right
          }
        }
        nodes.forEach(({ value, cover }, i) => {
          const { pull, weight } = sumsOf(reached[i]!)
          expect(cover).toBeCloseTo(weight, 9)
          expect(value).toBeCloseTo(pull / (weight + options.ridge), 9)
        })
      }),
    )
  })

  it('a weight of two is a row twice', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 20 }), (rows) => {
        const repeated = rows.flatMap((own) =>
          Array.from({ length: own.weight }, () => ({ x: own.x, pull: own.pull, weight: 1 })),
        )
        const weighted = rows.map((own) => ({ ...own, pull: own.pull * own.weight }))
        const given = { ...options, maxLeaves: 5 }
        expect(treeOf(weighted, given)).toEqual(treeOf(repeated, given))
      }),
    )
  })

  it('missing values go where they belong', () => {
    const rows = [0, 1, 2, Number.NaN, Number.NaN].map((x, i) => ({ x: [x, 0, 0], pull: i < 3 ? -3 : 3, weight: 1 }))
    const [root] = treeOf(rows)
    expect(root).toMatchObject({ column: 0, missingLeft: false, threshold: Infinity })
    const mixed = [0, 1, 5, 6, Number.NaN].map((x, i) => ({ x: [x, 0, 0], pull: i < 2 || i === 4 ? 3 : -3, weight: 1 }))
    expect(treeOf(mixed)[0]).toMatchObject({ column: 0, missingLeft: true })
  })
})
