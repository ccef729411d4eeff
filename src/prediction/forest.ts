import { seededRandom } from '../domain/random.ts'
import type { Binned } from './bins.ts'
import { grow } from './grow.ts'
import type { Matrix } from './matrix.ts'
import { packTrees, sumTrees, type Trees } from './trees.ts'

export type ForestOptions = {
  readonly trees: number
  readonly minLeaf: number
  readonly maxLeaves: number
  /** Share of the columns tried at each node. */
  readonly columns: number
  /** Weight of a positive row; 1 leaves the probabilities as they are. */
  readonly positiveWeight?: number
}

/** Random forest of probability trees (Breiman, Machine Learning 45, 2001): the mean of the leaves' shares of positives. */
export type Forest = { readonly kind: 'forest'; readonly trees: Trees }

/** Every tree sees a bootstrap sample, which enters as weights. The same data, options and seed give the same forest. */
export function fitForest(data: Binned, labels: Uint8Array, options: ForestOptions, seed: number): Forest {
  const random = seededRandom(seed)
  const columns = Int32Array.from({ length: data.columns }, (_, i) => i)
  const weight = new Float64Array(data.rows)
  const pull = new Float64Array(data.rows)
  const [rows, scratch] = [new Int32Array(data.rows), new Int32Array(data.rows)]
  const { positiveWeight = 1 } = options
  const growing = {
    maxLeaves: options.maxLeaves,
    minWeight: options.minLeaf,
    ridge: 1e-9,
    columnsPerNode: Math.max(1, Math.round(options.columns * data.columns)),
  }
  const grown = Array.from({ length: options.trees }, () => {
    weight.fill(0)
    for (let i = 0; i < data.rows; i++) {
      const row = Math.floor(random() * data.rows)
      weight[row]! += labels[row] ? positiveWeight : 1
    }
    let drawn = 0
    for (let row = 0; row < data.rows; row++) {
      pull[row] = labels[row]! * weight[row]!
      if (weight[row]! > 0) rows[drawn++] = row
    }
    return grow(data, rows.subarray(0, drawn), pull, weight, columns, growing, random, scratch).nodes
  })
  return { kind: 'forest', trees: packTrees(grown) }
}

export function forestProbabilities({ trees }: Forest, data: Matrix): Float64Array {
  return sumTrees(trees, data).map((sum) => sum / trees.roots.length)
}
