import type { Predictions } from './scores.ts'

/** What inspecting the k riskiest units every week would have found. */
export type InspectionScores = {
  /** Share of inspected units that then failed within the horizon, and share of the units that failed that were inspected. */
  readonly precisionAtK: number
  readonly recallAtK: number
  /** Median days from the inspection to the failure it was right about; `null` without a hit. */
  readonly leadTimeDays: number | null
}

/** Inspected, hit and failed units per cluster. */
export type InspectionCounts = { inspected: Float64Array; hits: Float64Array; failed: Float64Array; leads: number[] }

/** Takes the first snapshot of every week and looks at the `k` units with the highest probability. */
export function inspectWeekly(
  { probability, label, cluster, clusters }: Predictions,
  time: Float64Array,
  lead: Float64Array,
  k: number,
): InspectionCounts {
  const empty = () => new Float64Array(clusters)
  const counts: InspectionCounts = { inspected: empty(), hits: empty(), failed: empty(), leads: [] }
  let week = -1
  for (let start = 0; start < time.length; ) {
    let end = start
    while (end < time.length && time[end] === time[start]) end++
    if (Math.floor(time[start]! / 7) !== week) {
      week = Math.floor(time[start]! / 7)
      const rows = Int32Array.from({ length: end - start }, (_, i) => start + i)
      rows.sort((a, b) => probability[b]! - probability[a]! || a - b)
      rows.forEach((row, rank) => {
        counts.failed[cluster[row]!]! += label[row]!
        if (rank >= k) return
        counts.inspected[cluster[row]!]!++
        counts.hits[cluster[row]!]! += label[row]!
        if (label[row]) counts.leads.push(lead[row]!)
      })
    }
    start = end
  }
  counts.leads.sort((a, b) => a - b)
  return counts
}

export function inspectionScores(
  { inspected, hits, failed, leads }: InspectionCounts,
  weights: Float64Array,
): InspectionScores {
  const total = (counts: Float64Array) => counts.reduce((sum, count, c) => sum + weights[c]! * count, 0)
  const found = total(hits)
  return {
    precisionAtK: found / Math.max(1, total(inspected)),
    recallAtK: found / Math.max(1, total(failed)),
    leadTimeDays: leads.length > 0 ? leads[Math.floor(leads.length / 2)]! : null,
  }
}
