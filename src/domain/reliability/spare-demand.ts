import { type Refusal, refuse } from '../refusal.ts'
import { type WeibullLaw, weibullMean, weibullSurvival } from './weibull.ts'

export type SpareDemand = {
  /** Mean and standard deviation of the number of parts needed. */
  readonly expected: number
  readonly deviation: number
  /** Probability of needing exactly 0, 1, 2, … parts. */
  readonly probabilities: readonly number[]
}

export type SpareDemandRefusal = Refusal<'NO_OBSERVATIONS' | 'INVALID_TIME' | 'HORIZON_TOO_LONG'>

// Beyond this many lives per position the count is better taken from the failure rate than from the law of one life.
const mostLives = 50

/**
 * Parts that fail within `horizon`, for positions holding parts of the given `ages`, each replaced by a new one when it
 * fails: the exact law of a renewal process (Cox, Renewal Theory, 1962, ch. 3) on a grid, summed over the positions.
 * The grid is centred, so its error falls with the square of the step.
 */
export function spareDemand(
  law: WeibullLaw,
  ages: readonly number[],
  horizon: number,
): SpareDemand | SpareDemandRefusal {
  if (ages.length === 0) return refuse('NO_OBSERVATIONS')
  const bad = [horizon, ...ages].find((time) => !(time >= 0 && time < Infinity))
  if (bad !== undefined) return refuse('INVALID_TIME', { time: bad })
  const lives = horizon / weibullMean(law)
  if (lives > mostLives) return refuse('HORIZON_TOO_LONG', { lives, most: mostLives })

  const cells = Math.min(1000, Math.max(200, Math.ceil(40 * lives)))
  const step = horizon / cells
  const counts = renewalCounts(law, cells, step)
  let probabilities = [1]
  for (const age of ages) probabilities = convolve(probabilities, positionCounts(law, age, cells, step, counts))
  const expected = probabilities.reduce((sum, p, k) => sum + k * p, 0)
  const variance = probabilities.reduce((sum, p, k) => sum + (k - expected) ** 2 * p, 0)
  return { expected, deviation: Math.sqrt(variance), probabilities }
}

/** Fewest parts that cover the demand with at least probability `level` (below 1). */
export function stockForService({ probabilities }: SpareDemand, level: number): number {
  let stock = 0
  for (let covered = probabilities[0]!; covered < level && stock < probabilities.length - 1; ) {
    stock++
    covered += probabilities[stock]!
  }
  return stock
}

/** Probability that a part of `age` fails within each cell around 0, step, 2·step, … from now. */
function residualLife(law: WeibullLaw, age: number, cells: number, step: number): Float64Array {
  // A part can be older than its law allows for; relative to its present survival, in logs, that stays a number.
  const hazardNow = (age / law.scale) ** law.shape
  const survival = (t: number) => Math.exp(hazardNow - ((age + t) / law.scale) ** law.shape)
  const mass = new Float64Array(cells + 1)
  let before = 1
  for (let k = 0; k <= cells; k++) {
    const after = survival((k + 0.5) * step)
    mass[k] = before - after
    before = after
  }
  return mass
}

/** counts[n][j]: probability of exactly n failures by cell j, starting with a new part. */
function renewalCounts(law: WeibullLaw, cells: number, step: number): Float64Array[] {
  const life = residualLife(law, 0, cells, step)
  const none = new Float64Array(cells + 1)
  for (let j = 0; j <= cells; j++) none[j] = weibullSurvival(law, (j + 0.5) * step)
  const counts: Float64Array[] = [none]
  for (let covered = none[cells]!; covered < 1 - 1e-10 && counts.length < 40 * mostLives; ) {
    const next = follow(life, counts.at(-1)!)
    counts.push(next)
    covered += next[cells]!
    if (next[cells]! < 1e-12 && covered > 0.5) break
  }
  return counts
}

/** A first life with these cell probabilities, followed by what `after` says of the time left. */
function follow(life: Float64Array, after: Float64Array): Float64Array {
  const result = new Float64Array(life.length)
  for (let j = 0; j < result.length; j++) {
    let sum = 0
    for (let k = 0; k <= j; k++) sum += life[k]! * after[j - k]!
    result[j] = sum
  }
  return result
}

/** Law of the number of failures at one position: the mean of the cells just before and just after the horizon. */
function positionCounts(law: WeibullLaw, age: number, cells: number, step: number, counts: Float64Array[]): number[] {
  const life = residualLife(law, age, cells, step)
  const failedBy = (cell: number) => life.subarray(0, cell + 1).reduce((sum, p) => sum + p, 0)
  const first = [cells - 1, cells].map((cell) => 1 - failedBy(cell))
  const probabilities = [(first[0]! + first[1]!) / 2]
  for (const after of counts) {
    let [early, late] = [0, 0]
    for (let k = 0; k < cells; k++) early += life[k]! * after[cells - 1 - k]!
    for (let k = 0; k <= cells; k++) late += life[k]! * after[cells - k]!
    probabilities.push((early + late) / 2)
  }
  const total = probabilities.reduce((sum, p) => sum + p, 0)
  return probabilities.map((p) => Math.max(0, p) / total)
}

function convolve(a: readonly number[], b: readonly number[]): number[] {
  const sum = new Array<number>(a.length + b.length - 1).fill(0)
  a.forEach((x, i) => {
    b.forEach((y, j) => {
      sum[i + j]! += x * y
    })
  })
  while (sum.length > 1 && sum.at(-1)! < 1e-15) sum.pop()
  return sum
}
