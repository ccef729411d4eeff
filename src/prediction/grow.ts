import type { Random } from '../domain/random.ts'
import { type Binned, maxBins } from './bins.ts'
import type { GrowingNode } from './trees.ts'

export type GrowOptions = {
  readonly maxLeaves: number
  /** Least weight (sum of `weight`) on either side of a split. */
  readonly minWeight: number
  /** Added to the weight of every leaf, so that light leaves stay near zero. */
  readonly ridge: number
  /** Columns tried at each node, drawn anew; absent: all columns of the tree. */
  readonly columnsPerNode?: number
}

/** A tree and, for each of its leaves, the training rows in it: `rows.subarray(start, end)`. */
export type Grown = {
  readonly nodes: GrowingNode[]
  readonly leaves: readonly { readonly node: number; readonly start: number; readonly end: number }[]
}

type Split = { gain: number; column: number; bin: number; missingLeft: boolean }
type Open = {
  node: number
  start: number
  end: number
  pull: number
  weight: number
  split: Split | null
  sums: Float64Array | null
}

/**
 * Grows one regression tree best-first on histograms. A leaf's value is pull / (weight + ridge), and a split gains
 * pull²/(weight + ridge) of its sides over the whole's. With pull = weight · y this is a classification tree by the Gini
 * index (forest), with pull = gradient and weight = curvature one step of second-order boosting (Chen and Guestrin, KDD
 * 2016). Missing values go to whichever side gains more. `rows` is reordered; `scratch`, as long as
 * `rows` at least, spares whoever grows many trees as many allocations.
 */
export function grow(
  data: Binned,
  rows: Int32Array,
  pull: Float64Array,
  weight: Float64Array,
  columns: Int32Array,
  options: GrowOptions,
  random: Random,
  scratch = new Int32Array(rows.length),
): Grown {
  const nodes: GrowingNode[] = []
  const leaves: { node: number; start: number; end: number }[] = []
  const candidates = options.columnsPerNode ?? columns.length
  const shared = candidates === columns.length
  const spare = shared ? null : new Float64Array(candidates * maxBins * 2)

  const open = (start: number, end: number, sums: Float64Array | null): Open => {
    let p = 0
    let w = 0
    for (let i = start; i < end; i++) {
      p += pull[rows[i]!]!
      w += weight[rows[i]!]!
    }
    const node = nodes.length
    nodes.push({ ...emptyNode, value: p / (w + options.ridge), cover: w })
    const opened: Open = { node, start, end, pull: p, weight: w, split: null, sums: null }
    if (w >= 2 * options.minWeight) {
      if (!shared) shuffleFront(columns, candidates, random)
      const own = sums ?? histogram(data, rows, start, end, pull, weight, columns, candidates, spare)
      opened.split = bestSplit(own, columns, candidates, data, p, w, options)
      if (shared) opened.sums = own
    }
    return opened
  }

  const growing: Open[] = [open(0, rows.length, null)]
  for (let count = 1; count < options.maxLeaves; count++) {
    const chosen = takeBest(growing)
    if (!chosen) break
    const { column, bin, missingLeft } = chosen.split!
    const middle = partition(data, rows, scratch, chosen, column, bin, missingLeft)
    // The larger side's histogram is the parent's minus the smaller side's: half the work, when both use all columns.
    const smallLeft = middle - chosen.start <= chosen.end - middle
    const [from, to] = smallLeft ? [chosen.start, middle] : [middle, chosen.end]
    const small = shared ? histogram(data, rows, from, to, pull, weight, columns, candidates, null) : null
    const large = small && chosen.sums ? subtract(chosen.sums, small) : null
    const left = open(chosen.start, middle, smallLeft ? small : large)
    const right = open(middle, chosen.end, smallLeft ? large : small)
    const edge = data.edges[column]![bin - 1] ?? Infinity
    Object.assign(nodes[chosen.node]!, {
      column,
      bin,
      threshold: edge,
      missingLeft,
      left: left.node,
      right: right.node,
    })
    growing.push(left, right)
  }
  for (const { node, start, end } of growing) leaves.push({ node, start, end })
  return { nodes, leaves }
}

const emptyNode: GrowingNode = {
  column: 0,
  bin: 0,
  threshold: 0,
  missingLeft: false,
  left: -1,
  right: -1,
  value: 0,
  cover: 0,
}

/** Removes and returns the open leaf whose split gains most, or nothing when none can be split. */
function takeBest(growing: Open[]): Open | null {
  let best = -1
  for (let i = 0; i < growing.length; i++) {
    const { split } = growing[i]!
    if (split && (best < 0 || split.gain > growing[best]!.split!.gain)) best = i
  }
  return best < 0 ? null : growing.splice(best, 1)[0]!
}

/** Sums of pull and weight per candidate column and bin, interleaved. */
function histogram(
  data: Binned,
  rows: Int32Array,
  start: number,
  end: number,
  pull: Float64Array,
  weight: Float64Array,
  columns: Int32Array,
  candidates: number,
  spare: Float64Array | null,
): Float64Array {
  const sums = spare ? spare.fill(0) : new Float64Array(candidates * maxBins * 2)
  const { bins, rows: height } = data
  // Three columns at a time: their additions do not wait for each other, and their bins stay in the nearest cache.
  const triples = candidates - (candidates % 3)
  for (let c = 0; c < triples; c += 3) {
    const [first, second, third] = [columns[c]! * height, columns[c + 1]! * height, columns[c + 2]! * height]
    const base = c * maxBins
    for (let i = start; i < end; i++) {
      const row = rows[i]!
      const p = pull[row]!
      const w = weight[row]!
      const a = (base + bins[first + row]!) << 1
      const b = (base + maxBins + bins[second + row]!) << 1
      const d = (base + 2 * maxBins + bins[third + row]!) << 1
      sums[a]! += p
      sums[a + 1]! += w
      sums[b]! += p
      sums[b + 1]! += w
      sums[d]! += p
      sums[d + 1]! += w
    }
  }
  for (let c = triples; c < candidates; c++) {
    const offset = columns[c]! * height
    for (let i = start; i < end; i++) {
      const row = rows[i]!
      const at = (c * maxBins + bins[offset + row]!) << 1
      sums[at]! += pull[row]!
      sums[at + 1]! += weight[row]!
    }
  }
  return sums
}

function subtract(whole: Float64Array, part: Float64Array): Float64Array {
  const rest = new Float64Array(whole.length)
  for (let i = 0; i < rest.length; i++) rest[i] = whole[i]! - part[i]!
  return rest
}

function bestSplit(
  sums: Float64Array,
  columns: Int32Array,
  candidates: number,
  data: Binned,
  pull: number,
  weight: number,
  { ridge, minWeight }: GrowOptions,
): Split | null {
  const whole = (pull * pull) / (weight + ridge)
  let [bestGain, bestColumn, bestBin, bestMissingLeft] = [whole * 1e-12 + 1e-12, -1, 0, false]
  for (let c = 0; c < candidates; c++) {
    const column = columns[c]!
    const bins = data.edges[column]!.length + 1
    const base = c * maxBins * 2
    const missingPull = sums[base]!
    const missingWeight = sums[base + 1]!
    const hasMissing = missingWeight > 1e-9
    let p = 0
    let w = 0
    // After the last bin all known values are on the left: that split asks whether the value is known at all.
    const last = hasMissing ? bins : bins - 1
    for (let bin = 1; bin <= last; bin++) {
      const inBin = sums[base + 2 * bin + 1]!
      if (inBin === 0 && bin < bins) continue
      p += sums[base + 2 * bin]!
      w += inBin
      const rest = weight - w
      if (w >= minWeight && rest >= minWeight) {
        const gain = (p * p) / (w + ridge) + ((pull - p) * (pull - p)) / (rest + ridge) - whole
        if (gain > bestGain) {
          bestGain = gain
          bestColumn = column
          bestBin = bin
          // Nothing was missing here in training: a missing value later follows the majority.
          bestMissingLeft = !hasMissing && w >= rest
        }
      }
      if (hasMissing) {
        const pl = p + missingPull
        const wl = w + missingWeight
        const wr = weight - wl
        if (wl >= minWeight && wr >= minWeight) {
          const gain = (pl * pl) / (wl + ridge) + ((pull - pl) * (pull - pl)) / (wr + ridge) - whole
          if (gain > bestGain) {
            bestGain = gain
            bestColumn = column
            bestBin = bin
            bestMissingLeft = true
          }
        }
      }
    }
  }
  return bestColumn < 0 ? null : { gain: bestGain, column: bestColumn, bin: bestBin, missingLeft: bestMissingLeft }
}

/** Reorders the rows of an open leaf, left side first, each side in its old order; returns where the right one starts. */
function partition(
  data: Binned,
  rows: Int32Array,
  scratch: Int32Array,
  { start, end }: Open,
  column: number,
  bin: number,
  missingLeft: boolean,
): number {
  const offset = column * data.rows
  let [left, right] = [start, 0]
  for (let i = start; i < end; i++) {
    const row = rows[i]!
    const own = data.bins[offset + row]!
    if (own === 0 ? missingLeft : own <= bin) rows[left++] = row
    else scratch[right++] = row
  }
  rows.set(scratch.subarray(0, right), left)
  return left
}

/** Brings a random choice of `count` columns to the front. */
export function shuffleFront(columns: Int32Array, count: number, random: Random): void {
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (columns.length - i))
    const swapped = columns[i]!
    columns[i] = columns[j]!
    columns[j] = swapped
  }
}

/** The leaf a training row ends in, by its bins. */
export function leafOf({ nodes }: Grown, data: Binned, row: number): GrowingNode {
  let node = nodes[0]!
  while (node.left >= 0) {
    const own = data.bins[node.column * data.rows + row]!
    node = nodes[(own === 0 ? node.missingLeft : own <= node.bin) ? node.left : node.right]!
  }
  return node
}
