import { lnGamma } from '../domain/reliability/special-functions.ts'
import { type ColumnSpec, columnName, halfLives } from './columns.ts'
import { type Matrix, spreadRows, takeLabels, takeRows } from './matrix.ts'

/** Where a rate model reads its inputs. */
type RateColumns = { readonly failures: number; readonly exposure: number; readonly group: number }

/**
 * Empirical-Bayes failure rate: each subject's rate has a gamma law whose mean is its type's rate and whose weight is
 * `strength` days of watching; its own failures, forgotten with the chosen half-life, move it (gamma–Poisson).
 */
export type RateModel = { readonly kind: 'rate'; readonly horizon: number; readonly strength: number } & RateColumns

/** The same rate, spread over the time since the last failure as a Weibull renewal of this shape. */
export type RenewalModel = {
  readonly kind: 'renewal'
  readonly rate: RateModel
  readonly since: number
  readonly watched: number
  readonly shape: number
}

const strengths = [5, 15, 30, 60, 120, 250, 500, 1000, 3000]
const shapes = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 2, 3, 4, 6]

/** The half-life and the weight of the type's rate that would have predicted the labels best (log loss). */
export function fitRate(all: Matrix, allLabels: Uint8Array, specs: readonly ColumnSpec[], horizon: number): RateModel {
  const { data, labels } = enough(all, allLabels)
  const column = (name: string) => specs.findIndex((spec) => columnName(spec) === name)
  const group = column('groupRate.type.365')
  const candidates = halfLives.flatMap((days) =>
    strengths.map((strength): RateModel => {
      const inputs = { failures: column(`decayed.failure.${days}`), exposure: column(`exposure.${days}`), group }
      return { kind: 'rate', horizon, strength, ...inputs }
    }),
  )
  return best(candidates, labels, (model) => rateProbabilities(model, data))
}

export function fitRenewal(
  all: Matrix,
  allLabels: Uint8Array,
  specs: readonly ColumnSpec[],
  rate: RateModel,
): RenewalModel {
  const { data, labels } = enough(all, allLabels)
  const column = (name: string) => specs.findIndex((spec) => columnName(spec) === name)
  const inputs = { since: column('since.failure'), watched: column(`exposure.${halfLives.at(-1)}`) }
  const candidates = shapes.map((shape): RenewalModel => ({ kind: 'renewal', rate, shape, ...inputs }))
  return best(candidates, labels, (model) => renewalProbabilities(model, data))
}

// Two or three numbers are chosen from a grid; more rows than these would choose the same.
const enoughRows = 10_000

function enough(all: Matrix, labels: Uint8Array): { data: Matrix; labels: Uint8Array } {
  if (all.rows <= enoughRows) return { data: all, labels }
  const rows = spreadRows(all.rows, enoughRows)
  return { data: takeRows(all, rows), labels: takeLabels(labels, rows) }
}

/** Chance of at least one event when the count is negative binomial: gamma(k)-mixed Poisson with mean `expected`. */
const atLeastOne = (expected: number, k: number) => (k > 0 ? -Math.expm1(-k * Math.log1p(expected / k)) : 0)

/** Posterior of a row's rate: gamma with shape `k`, and its mean per day. */
export function posterior(model: RateModel, { rows, values }: Matrix, row: number): { k: number; perDay: number } {
  const at = (column: number) => values[column * rows + row]!
  const prior = at(model.group)
  const k = at(model.failures) + model.strength * (Number.isNaN(prior) ? 0 : prior)
  return { k, perDay: k / (at(model.exposure) + model.strength) }
}

export function rateProbabilities(model: RateModel, data: Matrix): Float64Array {
  return Float64Array.from({ length: data.rows }, (_, row) => {
    const { k, perDay } = posterior(model, data, row)
    return atLeastOne(perDay * model.horizon, k)
  })
}

export function renewalProbabilities({ rate, since, watched, shape }: RenewalModel, data: Matrix): Float64Array {
  const meanOfUnitScale = Math.exp(lnGamma(1 + 1 / shape))
  return Float64Array.from({ length: data.rows }, (_, row) => {
    const { k, perDay } = posterior(rate, data, row)
    const sinceFailure = data.values[since * data.rows + row]!
    const age = Number.isNaN(sinceFailure) ? data.values[watched * data.rows + row]! : sinceFailure
    const perScale = perDay * meanOfUnitScale
    return atLeastOne((perScale * (age + rate.horizon)) ** shape - (perScale * age) ** shape, k)
  })
}

function best<M>(candidates: readonly M[], labels: Uint8Array, predict: (model: M) => Float64Array): M {
  const losses = candidates.map((model) => {
    const probabilities = predict(model)
    let loss = 0
    for (let i = 0; i < labels.length; i++) {
      const p = Math.min(Math.max(probabilities[i]!, 1e-6), 1 - 1e-6)
      loss -= Math.log(labels[i] ? p : 1 - p)
    }
    return loss
  })
  return candidates[losses.indexOf(Math.min(...losses))]!
}
