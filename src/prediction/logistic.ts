import { solvePositive } from './linear-algebra.ts'
import { type Matrix, spreadRows } from './matrix.ts'

/** How one column of the matrix enters the linear predictor. */
type Term = {
  readonly column: number
  /** `known` is 1 when the value is missing; `log` is for counts, ages and rates, whose effect fades as they grow. */
  readonly form: 'plain' | 'log' | 'missing'
  /** Size at which `log` begins to bend. */
  readonly bend: number
  readonly mean: number
  readonly deviation: number
}

/** Log-odds = intercept + Σ weight · standardised term; a missing value stands at the mean. */
export type Logistic = {
  readonly kind: 'logistic'
  readonly intercept: number
  readonly terms: readonly Term[]
  readonly weights: Float64Array
}

// The curvature need not be exact for the steps to go down, and this many rows give it well enough.
const curvatureRows = 4000

/**
 * Ridge-penalised logistic regression by Newton's method with step halving; `ridge` is in units of rows, on standardised
 * terms.
 */
export function fitLogistic(data: Matrix, labels: Uint8Array, ridge: number): Logistic {
  const terms = chooseTerms(data)
  const [n, p] = [data.rows, terms.length + 1]
  const x = design(terms, data)
  const sample = spreadRows(n, curvatureRows)
  const positives = labels.reduce((sum, label) => sum + label, 0)
  let beta = new Float64Array(p)
  beta[0] = Math.log((positives + 0.5) / (n - positives + 0.5))
  const probability = new Float64Array(n)
  let loss = penalisedLoss(x, labels, beta, ridge, probability)
  for (let step = 0; step < 50; step++) {
    const change = solvePositive(
      curvature(x, probability, sample, p, ridge),
      gradientAt(x, labels, beta, ridge, probability),
    )
    const before = loss
    for (let size = 1; size > 1e-3; size /= 2) {
      const next = beta.map((value, j) => value + size * change[j]!)
      loss = penalisedLoss(x, labels, next, ridge, probability)
      if (loss < before) {
        beta = next
        break
      }
    }
    if (!(before - loss > 1e-7 * n)) break
  }
  return { kind: 'logistic', intercept: beta[0]!, terms, weights: beta.slice(1) }
}

/** Leaves the probabilities at `beta` in `probability`. */
function penalisedLoss(
  x: Float32Array,
  labels: Uint8Array,
  beta: Float64Array,
  ridge: number,
  probability: Float64Array,
): number {
  const p = beta.length
  let loss = 0
  for (let j = 1; j < p; j++) loss += (ridge * beta[j]! * beta[j]!) / 2
  for (let i = 0; i < labels.length; i++) {
    let z = 0
    for (let j = 0; j < p; j++) z += beta[j]! * x[i * p + j]!
    probability[i] = 1 / (1 + Math.exp(-z))
    loss += Math.log1p(Math.exp(-Math.abs(z))) + (labels[i] ? Math.max(0, -z) : Math.max(0, z))
  }
  return loss
}

function gradientAt(
  x: Float32Array,
  labels: Uint8Array,
  beta: Float64Array,
  ridge: number,
  probability: Float64Array,
): Float64Array {
  const p = beta.length
  const gradient = beta.map((value, j) => (j === 0 ? 0 : -ridge * value))
  for (let i = 0; i < labels.length; i++) {
    const residual = labels[i]! - probability[i]!
    for (let j = 0; j < p; j++) gradient[j]! += residual * x[i * p + j]!
  }
  return gradient
}

function chooseTerms({ rows, columns, values }: Matrix): Term[] {
  const terms: Term[] = []
  for (let column = 0; column < columns; column++) {
    const own = values.subarray(column * rows, (column + 1) * rows)
    const { known, low, high, bend } = survey(own)
    if (low < high) {
      const form = low >= 0 && high > 1.5 * bend && (high > 2 || high < 1) ? 'log' : 'plain'
      terms.push(standardised({ column, form, bend, mean: 0, deviation: 1 }, own, known))
    }
    const missing = 1 - known / rows
    if (missing > 0.01 && missing < 0.99) {
      const deviation = Math.sqrt(missing * (1 - missing))
      terms.push({ column, form: 'missing', bend: 1, mean: missing, deviation })
    }
  }
  return terms
}

/** Known values: how many, their range, and half the mean of the positive ones. */
function survey(own: Float32Array) {
  let [known, low, high, positives, sum] = [0, Infinity, -Infinity, 0, 0]
  for (let i = 0; i < own.length; i++) {
    const value = own[i]!
    if (Number.isNaN(value)) continue
    known++
    if (value < low) low = value
    if (value > high) high = value
    if (value > 0) {
      positives++
      sum += value
    }
  }
  return { known, low, high, bend: positives > 0 ? sum / positives / 2 : 1 }
}

function standardised(term: Term, own: Float32Array, known: number): Term {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < own.length; i++) {
    if (Number.isNaN(own[i]!)) continue
    const bent = shape(term, own[i]!)
    sum += bent
    squares += bent * bent
  }
  const mean = sum / known
  const deviation = Math.sqrt(Math.max(squares / known - mean * mean, 1e-12))
  return { ...term, mean, deviation }
}

const shape = ({ form, bend }: Term, value: number) => (form === 'log' ? Math.log1p(Math.max(0, value) / bend) : value)

/** Standardised value of a term; beyond five deviations it is held, so that no odd record decides alone. */
function termValue(term: Term, value: number): number {
  const missing = Number.isNaN(value)
  if (term.form !== 'missing' && missing) return 0
  const raw = term.form === 'missing' ? (missing ? 1 : 0) : shape(term, value)
  return Math.max(-5, Math.min(5, (raw - term.mean) / term.deviation))
}

/** Row by row: 1, then the terms. */
function design(terms: readonly Term[], { rows, values }: Matrix): Float32Array {
  const p = terms.length + 1
  const x = new Float32Array(rows * p)
  for (let i = 0; i < rows; i++) x[i * p] = 1
  terms.forEach((term, t) => {
    for (let i = 0; i < rows; i++) x[i * p + t + 1] = termValue(term, values[term.column * rows + i]!)
  })
  return x
}

/** Xᵀ·diag(p(1 − p))·X plus the penalty, estimated from some of the rows. */
function curvature(
  x: Float32Array,
  probability: Float64Array,
  sample: Int32Array,
  p: number,
  ridge: number,
): Float64Array {
  const scale = probability.length / sample.length
  const h = new Float64Array(p * p)
  for (const i of sample) {
    const w = scale * Math.max(probability[i]! * (1 - probability[i]!), 1e-4)
    for (let j = 0; j < p; j++) {
      const scaled = w * x[i * p + j]!
      if (scaled !== 0) for (let k = 0; k <= j; k++) h[j * p + k]! += scaled * x[i * p + k]!
    }
  }
  for (let j = 0; j < p; j++) h[j * p + j]! += ridge + 1e-9 * probability.length
  return h
}

/** Contribution of every column to the log-odds: exact Shapley values of a linear model with independent terms. */
export function logisticContributions(model: Logistic, data: Matrix, row: number): Float64Array {
  const contributions = new Float64Array(data.columns)
  model.terms.forEach((term, t) => {
    contributions[term.column]! += model.weights[t]! * termValue(term, data.values[term.column * data.rows + row]!)
  })
  return contributions
}

export function logisticLogOdds({ intercept, terms, weights }: Logistic, { rows, values }: Matrix): Float64Array {
  const logOdds = new Float64Array(rows).fill(intercept)
  terms.forEach((term, t) => {
    const offset = term.column * rows
    for (let i = 0; i < rows; i++) logOdds[i]! += weights[t]! * termValue(term, values[offset + i]!)
  })
  return logOdds
}
