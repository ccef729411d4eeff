import { type Matrix, spreadRows } from './matrix.ts'

/** Most values a binned column distinguishes, the missing one (bin 0) included. */
export const maxBins = 64

/** A matrix with every value replaced by the number of the bin it falls in. */
export type Binned = {
  readonly rows: number
  readonly columns: number
  /** Column by column like the matrix; 0 is missing, k ≥ 1 means above edge k − 2 and not above edge k − 1. */
  readonly bins: Uint8Array
  /** Rising upper edges per column, without the last bin's. */
  readonly edges: readonly Float32Array[]
}

/** Cuts every column at the quantiles of its known values, or between all of them when they are few. */
export function binColumns({ rows, columns, values }: Matrix): Binned {
  const bins = new Uint8Array(rows * columns)
  const edges: Float32Array[] = []
  // Quantiles of this many rows are as good as those of all, and cost a fraction of the sorting.
  const sample = spreadRows(rows, 4000)
  for (let column = 0; column < columns; column++) {
    const offset = column * rows
    const own = edgesOf(Float32Array.from(sample, (row) => values[offset + row]!))
    for (let row = 0; row < rows; row++) bins[offset + row] = binOf(own, values[offset + row]!)
    edges.push(own)
  }
  return { rows, columns, bins, edges }
}

function edgesOf(values: Float32Array): Float32Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  const most = maxBins - 2
  const cuts: number[] = []
  if (distinct.length <= most + 1) {
    for (let i = 1; i < distinct.length; i++) cuts.push(between(distinct[i - 1]!, distinct[i]!))
  } else {
    for (let k = 1; k <= most; k++) {
      const at = Math.floor((k * sorted.length) / (most + 1))
      const above = upperBound(distinct, sorted[at]!)
      if (above < distinct.length) cuts.push(between(distinct[above - 1]!, distinct[above]!))
    }
  }
  return Float32Array.from(cuts.filter((cut, i) => i === 0 || cut > cuts[i - 1]!))
}

/** A single-precision number that separates two neighbours: at least the lower, below the upper. */
function between(low: number, high: number): number {
  const middle = Math.fround((low + high) / 2)
  return middle < high ? middle : low
}

/** First index whose value is above `value`. */
function upperBound(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

function binOf(edges: Float32Array, value: number): number {
  if (Number.isNaN(value)) return 0
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (value <= edges[middle]!) high = middle
    else low = middle + 1
  }
  return low + 1
}
