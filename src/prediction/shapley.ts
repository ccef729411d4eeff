import type { Matrix } from './matrix.ts'
import type { Trees } from './trees.ts'

/** What the trees give on average, and how to split a row's difference from it among the columns. */
export type TreeExplainer = {
  readonly expected: number
  readonly contributions: (data: Matrix, row: number) => Float64Array
}

/** Growing list of the columns met on the way down, one level after another in flat arrays. */
type Path = { column: Int32Array; zero: Float64Array; one: Float64Array; weight: Float64Array }

/**
 * Exact Shapley values of a sum of trees, where a column outside the coalition is averaged over the training rows that
 * reached each node (path-dependent TreeSHAP; Lundberg et al., Nature Machine Intelligence 2, 2020, algorithm 2). The
 * contributions of a row and `expected` add up to the sum of its leaves.
 */
export function explainTrees(trees: Trees): TreeExplainer {
  const depth = deepest(trees)
  const size = ((depth + 2) * (depth + 3)) / 2
  const path: Path = {
    column: new Int32Array(size),
    zero: new Float64Array(size),
    one: new Float64Array(size),
    weight: new Float64Array(size),
  }
  const expected = trees.roots.reduce((sum, root) => sum + expectedFrom(trees, root), 0)
  return {
    expected,
    contributions(data, row) {
      const shares = new Float64Array(data.columns)
      for (const root of trees.roots) descend(trees, data, row, shares, path, root, 0, 0, 1, 1, -1)
      return shares
    },
  }
}

function deepest({ roots, left, right }: Trees): number {
  const from = (node: number): number => (left[node]! < 0 ? 0 : 1 + Math.max(from(left[node]!), from(right[node]!)))
  return roots.reduce((most, root) => Math.max(most, from(root)), 0)
}

function expectedFrom(trees: Trees, node: number): number {
  const { left, right, value, cover } = trees
  if (left[node]! < 0) return value[node]!
  const [l, r] = [left[node]!, right[node]!]
  return (cover[l]! * expectedFrom(trees, l) + cover[r]! * expectedFrom(trees, r)) / (cover[l]! + cover[r]!)
}

/**
 * Visits a node. Its path is the first `depth` entries at `parent`, copied behind them and extended by the split above:
 * `zero` is the share of training rows that go this way, `one` whether the row does.
 */
function descend(
  trees: Trees,
  data: Matrix,
  row: number,
  shares: Float64Array,
  path: Path,
  node: number,
  parent: number,
  depth: number,
  zero: number,
  one: number,
  column: number,
): void {
  const own = parent + depth
  extend(path, parent, own, depth, zero, one, column)
  const l = trees.left[node]!
  if (l < 0) {
    for (let i = 1; i <= depth; i++) {
      const weight = unwoundSum(path, own, depth, i) * (path.one[own + i]! - path.zero[own + i]!)
      shares[path.column[own + i]!]! += weight * trees.value[node]!
    }
    return
  }
  const r = trees.right[node]!
  const split = trees.column[node]!
  const x = data.values[split * data.rows + row]!
  const goesLeft = x <= trees.threshold[node]! || (trees.missingLeft[node] === 1 && Number.isNaN(x))
  const hot = goesLeft ? l : r
  const cold = goesLeft ? r : l
  // A column met before is taken off the path and goes on with what it has gathered.
  let seenZero = 1
  let seenOne = 1
  let kept = depth
  for (let i = 1; i <= depth; i++) {
    if (path.column[own + i] !== split) continue
    seenZero = path.zero[own + i]!
    seenOne = path.one[own + i]!
    unwind(path, own, depth, i)
    kept = depth - 1
    break
  }
  const whole = trees.cover[l]! + trees.cover[r]!
  const hotShare = (seenZero * trees.cover[hot]!) / whole
  const coldShare = (seenZero * trees.cover[cold]!) / whole
  descend(trees, data, row, shares, path, hot, own, kept + 1, hotShare, seenOne, split)
  descend(trees, data, row, shares, path, cold, own, kept + 1, coldShare, 0, split)
}

function extend(path: Path, from: number, own: number, depth: number, zero: number, one: number, column: number): void {
  const { weight } = path
  path.column[own + depth] = column
  path.zero[own + depth] = zero
  path.one[own + depth] = one
  weight[own + depth] = depth === 0 ? 1 : 0
  for (let i = depth - 1; i >= 0; i--) {
    path.column[own + i] = path.column[from + i]!
    path.zero[own + i] = path.zero[from + i]!
    path.one[own + i] = path.one[from + i]!
    const before = weight[from + i]! / (depth + 1)
    weight[own + i + 1]! += one * before * (i + 1)
    weight[own + i] = zero * before * (depth - i)
  }
}

/** Takes entry `i` off again, as if its column had never been met. */
function unwind({ column, zero, one, weight }: Path, own: number, depth: number, i: number): void {
  const o = one[own + i]!
  const z = zero[own + i]!
  let next = weight[own + depth]!
  for (let j = depth - 1; j >= 0; j--) {
    if (o !== 0) {
      const before = weight[own + j]!
      weight[own + j] = (next * (depth + 1)) / ((j + 1) * o)
      next = before - (weight[own + j]! * z * (depth - j)) / (depth + 1)
    } else weight[own + j] = (weight[own + j]! * (depth + 1)) / (z * (depth - j))
  }
  for (let j = i; j < depth; j++) {
    column[own + j] = column[own + j + 1]!
    zero[own + j] = zero[own + j + 1]!
    one[own + j] = one[own + j + 1]!
  }
}

/** Sum of the weights that `unwind` would leave. */
function unwoundSum({ zero, one, weight }: Path, own: number, depth: number, i: number): number {
  const o = one[own + i]!
  const z = zero[own + i]!
  let next = weight[own + depth]!
  let sum = 0
  for (let j = depth - 1; j >= 0; j--) {
    if (o !== 0) {
      const undone = next / ((j + 1) * o)
      sum += undone
      next = weight[own + j]! - undone * z * (depth - j)
    } else sum += weight[own + j]! / (z * (depth - j))
  }
  return sum * (depth + 1)
}
