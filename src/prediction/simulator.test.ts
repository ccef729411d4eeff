import { describe, expect, it } from 'vitest'
import { isFailureWork } from '../domain/work-order.ts'
import { simulate } from '../simulation/simulate.ts'
import type { Unit } from '../simulation/unit.ts'
import type { History, HistoryRecord } from './history.ts'
import { labelSnapshots, unlabelled } from './labels.ts'
import { finish, recordOf } from './testing/fleets.ts'
import { abstained, isContest, train } from './training.ts'

const dayMs = 86_400_000
const horizon = 7

/** Chance that a component fails in the next days, by the laws and virtual ages that nobody in the fleet knows. */
function trueChance(unit: Unit): number {
  const ahead = unit.averageDailyUse * horizon
  let hazard = 0
  for (const { truth, age, sinceUse, failsAtUse } of unit.components) {
    if (failsAtUse === Infinity) continue
    const now = age + unit.use - sinceUse
    hazard += ((now + ahead) / truth.scale) ** truth.shape - (now / truth.scale) ** truth.shape
  }
  return -Math.expm1(-hazard)
}

function playedFleet(seed: string) {
  const to = Date.parse('2026-11-24T15:00Z')
  const from = to - 548 * dayMs
  const { assets, units, days } = simulate({ seed, assets: 20, from, to })
  const truth = new Map<string, number>()
  const records: HistoryRecord[] = []
  let day = Math.floor(from / dayMs)
  for (const { orders } of days()) {
    day++
    for (const unit of units) truth.set(`${unit.row.id} ${day}`, trueChance(unit))
    for (const { assetId, category, status, createdAt, completedAt } of orders) {
      if (status === 'CANCELLED') continue
      if (isFailureWork(category)) records.push(recordOf(records.length, assetId, 'failure', createdAt / dayMs))
      else if (category === 'PREVENTIVE' && completedAt) {
        records.push(recordOf(records.length, assetId, 'preventive', completedAt / dayMs))
      }
    }
  }
  const fleet = assets.map(({ id, type, siteId, commissionedAt }) => {
    return { id, type, site: siteId, commissioned: commissionedAt / dayMs }
  })
  const history: History = { assets: fleet, records, until: to / dayMs }
  return { history, truth }
}

// Over eight seeds the rate is 0.5 % behind the truth on the mean (from 0.7 % ahead, by luck, to 1.8 % behind). Twenty
// parts that wear out on their own make a unit's failures nearly a lottery: the truth itself gains under 3 % on the base rate.
describe('the simulated fleet, whose truth is known', () => {
  it.each(['d', 'g'])(
    'with 500 failures is predicted within two in a hundred of the log loss of the truth (seed %s)',
    (seed) => {
      const { history, truth } = playedFleet(seed)
      expect(history.records.filter(({ kind }) => kind === 'failure').length).toBeGreaterThan(500)
      const outcome = finish(train(history, { seed: 1, replicates: 60, horizons: [horizon] }))
      if (abstained(outcome) || !isContest(outcome.contests[0]!)) throw new Error('no contest')
      const { champion, competitors, folds, rows: scored } = outcome.contests[0]
      const { snapshots } = outcome.field
      const { label } = labelSnapshots(snapshots, history, horizon, history.until)
      let [loss, rows] = [0, 0]
      snapshots.time.forEach((time, row) => {
        if (time < folds[2]!.origin || label[row] === unlabelled) return
        const p = truth.get(`${snapshots.subjects[snapshots.subject[row]!]!.asset.id} ${Math.round(time)}`)!
        loss -= Math.log(label[row] ? p : 1 - p)
        rows++
      })
      expect(rows).toBe(scored)
      const shown = competitors.find(({ name }) => name === (champion ?? 'empiricalBayes'))!
      expect(shown.logLoss / (loss / rows)).toBeLessThan(1.02)
    },
  )
})
