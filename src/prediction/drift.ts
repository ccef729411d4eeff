import { chiSquareQuantile } from '../domain/chi-square.ts'
import { type Random, seededRandom } from '../domain/random.ts'

/**
 * A column of the training data in classes of about equal size: upper edges, then the share of rows in each class and,
 * last, of those without a value. Plain data, for the artefact.
 */
export type Profile = { readonly edges: readonly number[]; readonly shares: readonly number[] }
type KnownProfile = { readonly edges: ArrayLike<number>; readonly shares: ArrayLike<number> }

const classes = 10
/** An empty class would make the index infinite: every share counts as at least this, or half an observation. */
const leastShare = 1e-4

/** How a sample is spread; NaN is a value not known. An empty sample has a profile without edges. */
export function profileOf(values: ArrayLike<number>): Profile {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort()
  const edges: number[] = []
  for (let k = 1; k < classes && sorted.length > 0; k++) {
    const edge = sorted[Math.ceil((k * sorted.length) / classes) - 1]!
    if (edge !== edges.at(-1) && edge < sorted.at(-1)!) edges.push(edge)
  }
  return { edges, shares: sharesIn(edges, values) }
}

function sharesIn(edges: ArrayLike<number>, values: ArrayLike<number>): number[] {
  const counts = new Array<number>(edges.length + 2).fill(0)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    let place = 0
    if (Number.isNaN(value)) place = edges.length + 1
    else while (place < edges.length && value > edges[place]!) place++
    counts[place]!++
  }
  return counts.map((count) => count / Math.max(1, values.length))
}

/**
 * Population stability index of a later sample against a profile: Σ (now − then) · ln(now / then) over the classes
 * (Siddiqi, Credit Risk Scorecards, 2006). By custom below 0.1 nothing has moved, above 0.25 it has.
 */
export function stabilityIndex({ edges, shares }: KnownProfile, values: ArrayLike<number>): number {
  if (values.length === 0) return 0
  const least = Math.max(leastShare, 0.5 / values.length)
  return sharesIn(edges, values).reduce((sum, share, k) => {
    const [now, then] = [Math.max(share, least), Math.max(shares[k]!, least)]
    return sum + (now - then) * Math.log(now / then)
  }, 0)
}

/**
 * The index that a fleet of `units` which has not changed stays below with probability `p` in all of `columns` columns at
 * once: the index is distributed as χ² with a degree less than there are classes, divided by the number of independent
 * observations (Yurdakul & Naranjo, Statistical properties of the population stability index, 2020). The rows of a unit
 * depend on each other, so units count and not rows.
 */
export function stabilityByChance({ shares }: KnownProfile, units: number, columns: number, p = 0.99): number {
  const filled = Array.from(shares).filter((share) => share > 0).length
  return filled < 2 ? 0 : chiSquareQuantile(1 - (1 - p) / columns, filled - 1) / units
}

/** What was predicted and what came of it; `cluster` is the index of the asset. */
export type Outcomes = {
  readonly probability: ArrayLike<number>
  readonly label: ArrayLike<number>
  readonly cluster: ArrayLike<number>
}

export type LossDrift = {
  readonly rows: number
  readonly failures: number
  /** Mean log loss of the outcomes, in nats, with a 95 % interval by bootstrap over assets. */
  readonly logLoss: number
  readonly interval95: readonly [lower: number, upper: number]
  /** Mean log loss they would have if every probability were true. */
  readonly expected: number
  /** logLoss − the back-test's. */
  readonly excess: number
  /** The back-test's log loss lies below the whole interval: the model has become worse beyond chance. */
  readonly worse: boolean
}

const replicates = 400

/** Log loss of recent outcomes against that of the back-test; `null` without any outcome. */
export function lossDrift(recent: Outcomes, backtestLogLoss: number, seed: number): LossDrift | null {
  const { probability, label, cluster } = recent
  const rows = probability.length
  if (rows === 0) return null
  const byCluster = new Map<number, { rows: number; loss: number }>()
  let [loss, expected, failures] = [0, 0, 0]
  for (let i = 0; i < rows; i++) {
    const p = Math.min(Math.max(probability[i]!, 1e-6), 1 - 1e-6)
    const own = -Math.log(label[i] ? p : 1 - p)
    const sum = byCluster.get(cluster[i]!) ?? { rows: 0, loss: 0 }
    byCluster.set(cluster[i]!, { rows: sum.rows + 1, loss: sum.loss + own })
    loss += own
    expected -= p * Math.log(p) + (1 - p) * Math.log1p(-p)
    failures += label[i] ? 1 : 0
  }
  const means = bootstrapMeans([...byCluster.values()], seededRandom(seed))
  const interval95 = [means[Math.floor(0.025 * replicates)]!, means[Math.ceil(0.975 * replicates) - 1]!] as const
  return {
    rows,
    failures,
    logLoss: loss / rows,
    interval95,
    expected: expected / rows,
    excess: loss / rows - backtestLogLoss,
    worse: interval95[0] > backtestLogLoss,
  }
}

function bootstrapMeans(clusters: readonly { rows: number; loss: number }[], random: Random): number[] {
  const means = Array.from({ length: replicates }, () => {
    let [rows, loss] = [0, 0]
    for (let i = 0; i < clusters.length; i++) {
      const drawn = clusters[Math.floor(random() * clusters.length)]!
      rows += drawn.rows
      loss += drawn.loss
    }
    return loss / rows
  })
  return means.sort((a, b) => a - b)
}
