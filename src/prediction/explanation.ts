import { type ColumnSpec, columnName } from './columns.ts'
import { type Model, probabilities } from './competitors.ts'
import { logisticContributions } from './logistic.ts'
import type { Matrix } from './matrix.ts'
import { posterior, type RateModel } from './rates.ts'
import { explainTrees, type TreeExplainer } from './shapley.ts'
import type { HorizonModel } from './training.ts'

/** What a column is about, for people: several columns that read the same records are one reason. */
export type Topic =
  | { readonly about: 'failures' | 'preventive' | 'inspections' | 'findings' | 'renewals'; readonly code?: string }
  | { readonly about: 'use' | 'hours'; readonly meter: string }
  | { readonly about: 'age' | 'season' | 'openOrders' | 'fleetRate' }
  | { readonly about: 'kind'; readonly by: 'type' | 'model' | 'site' | 'system'; readonly value: string }

/** How much a topic moves a risk away from the average of the fleet, in points of probability before calibration. */
export type Influence = { readonly topic: Topic; readonly effect: number }

/** The topic of a column; rate inputs and trends of failures tell of the failures themselves. */
export function topicOf(spec: ColumnSpec): Topic {
  switch (spec.measure) {
    case 'age':
    case 'exposure':
      return { about: 'age' }
    case 'seasonSine':
    case 'seasonCosine':
      return { about: 'season' }
    case 'open':
      return { about: 'openOrders' }
    case 'overdue':
      return { about: 'preventive' }
    case 'groupRate':
      return { about: 'fleetRate' }
    case 'is':
      return { about: 'kind', by: spec.by, value: spec.value }
    case 'level':
    case 'sinceService':
      return { about: 'hours', meter: spec.meter }
    case 'perDay':
      return { about: 'use', meter: spec.meter }
    case 'shrunkRate':
    case 'trend':
      return { about: 'failures' }
    default:
      return ofRecords(spec)
  }
}

function ofRecords(spec: Extract<ColumnSpec, { kind: string }>): Topic {
  const code = 'code' in spec && spec.code !== undefined ? { code: spec.code } : {}
  switch (spec.kind) {
    case 'renewal':
      return { about: 'renewals', ...code }
    case 'preventive':
      return { about: 'preventive', ...code }
    case 'inspection':
      return { about: 'inspections', ...code }
    case 'finding':
      return { about: 'findings', ...code }
    default:
      return { about: 'failures', ...code }
  }
}

/**
 * Prepares the explanations of one horizon's model: for a row, its topics by how much they move the risk, most first.
 * Exact Shapley values of trees and of the linear model, each in its own scale (Lundberg et al. 2020), stretched to add
 * up to the change in probability; of a rate model its own failures against its type's rate, and that against the fleet.
 */
export function explainer({ fitted }: HorizonModel, specs: readonly ColumnSpec[]) {
  const models = fitted.models.map((model) => contributionsOf(model, specs))
  const topics = specs.map(topicOf)
  const keys = topics.map((topic) => JSON.stringify(topic))
  return (data: Matrix, row: number): Influence[] => {
    const sums = new Map<string, { topic: Topic; effect: number }>()
    for (const contributions of models) {
      contributions(data, row).forEach((value, column) => {
        if (value === 0) return
        const own = sums.get(keys[column]!) ?? { topic: topics[column]!, effect: 0 }
        own.effect += value / models.length
        sums.set(keys[column]!, own)
      })
    }
    return [...sums.values()]
      .filter(({ effect }) => Math.abs(effect) > 1e-6)
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  }
}

type Contributions = (data: Matrix, row: number) => Float64Array

function contributionsOf(model: Model, specs: readonly ColumnSpec[]): Contributions {
  switch (model.kind) {
    case 'base':
      return (data) => new Float64Array(data.columns)
    case 'rate':
      return rateContributions(model, model, specs)
    case 'renewal':
      return rateContributions(model, model.rate, specs)
    case 'logistic':
      return (data, row) => stretched(logisticContributions(model, data, row), model.intercept)
    case 'forest': {
      const trees = explainTrees(model.trees)
      return (data, row) => trees.contributions(data, row).map((value) => value / model.trees.roots.length)
    }
    case 'boosting': {
      const trees: TreeExplainer = explainTrees(model.trees)
      return (data, row) => stretched(trees.contributions(data, row), model.base + trees.expected)
    }
  }
}

const fromLogOdds = (z: number) => 1 / (1 + Math.exp(-z))

/** Contributions to log-odds, scaled to add up to the change in probability from where they start. */
function stretched(contributions: Float64Array, start: number): Float64Array {
  const total = contributions.reduce((sum, value) => sum + value, 0)
  const change = fromLogOdds(start + total) - fromLogOdds(start)
  const slope = Math.abs(total) > 1e-12 ? change / total : 0
  return contributions.map((value) => value * slope)
}

/** A rate is moved by its type's rate against the fleet's, then by its own count; a renewal also by the time since. */
function rateContributions(model: Model, rate: RateModel, specs: readonly ColumnSpec[]): Contributions {
  const fleet = specs.findIndex((spec) => columnName(spec) === 'groupRate.fleet.365')
  return (data, row) => {
    const shares = new Float64Array(data.columns)
    const at = (column: number) => data.values[column * data.rows + row]!
    const chance = (perDay: number) => -Math.expm1(-perDay * rate.horizon)
    const known = (value: number, otherwise: number) => (Number.isNaN(value) ? otherwise : value)
    const own = posterior(rate, data, row).perDay
    const group = known(at(rate.group), own)
    const all = known(fleet < 0 ? group : at(fleet), group)
    shares[rate.group]! += chance(group) - chance(all)
    shares[rate.failures]! += chance(own) - chance(group)
    if (model.kind === 'renewal') {
      const single: Matrix = { rows: 1, columns: data.columns, values: rowOf(data, row) }
      const [p] = probabilities({ name: 'weibullRenewal', models: [model] }, single)
      shares[model.since]! += p! - chance(own)
    }
    return shares
  }
}

function rowOf({ rows, columns, values }: Matrix, row: number): Float32Array {
  return Float32Array.from({ length: columns }, (_, column) => values[column * rows + row]!)
}
