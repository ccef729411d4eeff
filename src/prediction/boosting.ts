import { seededRandom } from '../domain/random.ts'
import type { Binned } from './bins.ts'
import { grow, leafOf, shuffleFront } from './grow.ts'
import type { Matrix } from './matrix.ts'
import { type GrowingNode, packTrees, sumTrees, type Trees } from './trees.ts'

export type BoostingOptions = {
  readonly trees: number
  readonly maxLeaves: number
  readonly rate: number
  /** Shares of the rows and of the columns each tree sees. */
  readonly rows: number
  readonly columns: number
  readonly minWeight: number
  readonly ridge: number
}

/** Gradient-boosted trees for the logistic loss (Friedman, Annals of Statistics 29, 2001): log-odds = base + Σ trees. */
export type Boosting = { readonly kind: 'boosting'; readonly base: number; readonly trees: Trees }

/** Second-order steps on random parts of rows and columns. The same data, options and seed give the same trees. */
export function fitBoosting(data: Binned, labels: Uint8Array, options: BoostingOptions, seed: number): Boosting {
  const random = seededRandom(seed)
  const n = data.rows
  const positives = labels.reduce((sum, label) => sum + label, 0)
  const base = Math.log((positives + 0.5) / (n - positives + 0.5))
  const logOdds = new Float64Array(n).fill(base)
  const [pull, weight] = [new Float64Array(n), new Float64Array(n)]
  const columns = Int32Array.from({ length: data.columns }, (_, i) => i)
  const seenColumns = Math.max(1, Math.round(options.columns * data.columns))
  const grown: GrowingNode[][] = []
  // The same memory for every tree: what hundreds of them leave behind is not collected soon enough.
  const [rows, unseen, scratch] = [new Int32Array(n), new Int32Array(n), new Int32Array(n)]
  for (let t = 0; t < options.trees; t++) {
    let [seen, rest] = [0, 0]
    for (let row = 0; row < n; row++) {
      if (random() < options.rows) {
        const p = 1 / (1 + Math.exp(-logOdds[row]!))
        pull[row] = labels[row]! - p
        weight[row] = p * (1 - p)
        rows[seen++] = row
      } else unseen[rest++] = row
    }
    shuffleFront(columns, seenColumns, random)
    const chosen = columns.slice(0, seenColumns)
    const tree = grow(data, rows.subarray(0, seen), pull, weight, chosen, options, random, scratch)
    for (const node of tree.nodes) node.value *= options.rate
    for (const { node, start, end } of tree.leaves) {
      const { value } = tree.nodes[node]!
      for (let i = start; i < end; i++) logOdds[rows[i]!]! += value
    }
    for (let i = 0; i < rest; i++) logOdds[unseen[i]!]! += leafOf(tree, data, unseen[i]!).value
    grown.push(tree.nodes)
  }
  return { kind: 'boosting', base, trees: packTrees(grown) }
}

export function boostingLogOdds({ base, trees }: Boosting, data: Matrix): Float64Array {
  return sumTrees(trees, data).map((sum) => base + sum)
}
