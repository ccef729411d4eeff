/** What a competitor said about rows whose outcome is known; `cluster` is the index of the row's asset. */
export type Predictions = {
  readonly probability: Float64Array
  readonly label: Uint8Array
  readonly cluster: Int32Array
  readonly clusters: number
}

export type Scores = {
  /** Mean negative log-likelihood, in nats; it decides. */
  readonly logLoss: number
  readonly brier: number
  readonly auc: number
  /** Average precision: area under the precision–recall curve. */
  readonly prAuc: number
  /** Expected calibration error over ten equal classes of probability. */
  readonly ece: number
}

/** One class of the calibration diagram. */
export type CalibrationBin = { readonly rows: number; readonly predicted: number; readonly observed: number }

const binCount = 10

/**
 * Prepares the scores once, so that every bootstrap replicate costs one walk: `weights` gives how often each cluster
 * (asset) counts. Log loss, Brier score and calibration are sums by cluster; the ranks are sorted beforehand.
 */
export function scorer({ probability, label, cluster, clusters }: Predictions) {
  const rows = new Float64Array(clusters)
  const loss = new Float64Array(clusters)
  const brier = new Float64Array(clusters)
  // Per cluster and class: Σ predicted − Σ observed, whose absolute sum over the clusters is the calibration error.
  const excess = new Float64Array(clusters * binCount)
  for (let i = 0; i < probability.length; i++) {
    const [p, y, c] = [probability[i]!, label[i]!, cluster[i]!]
    rows[c]!++
    loss[c]! -= Math.log(y ? p : 1 - p)
    brier[c]! += (p - y) ** 2
    excess[c * binCount + binOf(p)]! += p - y
  }
  const order = Int32Array.from(probability, (_, i) => i).sort((a, b) => probability[b]! - probability[a]! || a - b)
  return (weights: Float64Array): Scores => {
    let [n, losses, squares] = [0, 0, 0]
    const errors = new Float64Array(binCount)
    for (let c = 0; c < clusters; c++) {
      n += weights[c]! * rows[c]!
      losses += weights[c]! * loss[c]!
      squares += weights[c]! * brier[c]!
      for (let b = 0; b < binCount; b++) errors[b]! += weights[c]! * excess[c * binCount + b]!
    }
    const ece = errors.reduce((sum, error) => sum + Math.abs(error), 0) / n
    return { logLoss: losses / n, brier: squares / n, ece, ...ranking(order, probability, label, cluster, weights) }
  }
}

const binOf = (p: number) => Math.min(binCount - 1, Math.floor(p * binCount))

/** AUC (Mann–Whitney) and average precision in one walk from the highest probability down; ties count half. */
function ranking(
  order: Int32Array,
  probability: Float64Array,
  label: Uint8Array,
  cluster: Int32Array,
  weights: Float64Array,
): { auc: number; prAuc: number } {
  let [positives, negatives, above, precisionSum] = [0, 0, 0, 0]
  for (let i = 0; i < order.length; ) {
    const p = probability[order[i]!]!
    let [tiedPositives, tiedNegatives] = [0, 0]
    for (; i < order.length && probability[order[i]!]! === p; i++) {
      const row = order[i]!
      if (label[row]) tiedPositives += weights[cluster[row]!]!
      else tiedNegatives += weights[cluster[row]!]!
    }
    above += tiedNegatives * (positives + tiedPositives / 2)
    positives += tiedPositives
    negatives += tiedNegatives
    if (tiedPositives > 0) precisionSum += tiedPositives * (positives / (positives + negatives))
  }
  // Without one of the classes nothing can be ranked: one half, as by chance.
  return {
    auc: positives > 0 && negatives > 0 ? above / (positives * negatives) : 0.5,
    prAuc: positives > 0 ? precisionSum / positives : 0,
  }
}

/** The calibration diagram: mean prediction and share of failures per class of probability. */
export function calibrationBins({ probability, label }: Predictions): CalibrationBin[] {
  const bins = Array.from({ length: binCount }, () => ({ rows: 0, predicted: 0, observed: 0 }))
  probability.forEach((p, i) => {
    const bin = bins[binOf(p)]!
    bin.rows++
    bin.predicted += p
    bin.observed += label[i]!
  })
  return bins
    .filter(({ rows }) => rows > 0)
    .map(({ rows, predicted, observed }) => ({ rows, predicted: predicted / rows, observed: observed / rows }))
}

/** Share of the failures found when the given shares of units, riskiest first, are looked at. */
export function gainCurve({ probability, label }: Predictions, shares: readonly number[]): number[] {
  const order = Int32Array.from(probability, (_, i) => i).sort((a, b) => probability[b]! - probability[a]! || a - b)
  const total = label.reduce((sum, y) => sum + y, 0)
  const found = new Float64Array(order.length + 1)
  order.forEach((row, i) => {
    found[i + 1] = found[i]! + label[row]!
  })
  return shares.map((share) => (total > 0 ? found[Math.round(share * order.length)]! / total : 0))
}
