import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../domain/random.ts'
import { runContest } from './contest.ts'
import { prepareField } from './field.ts'
import type { History } from './history.ts'
import { labelSnapshots, unlabelled } from './labels.ts'
import { beginning, finish, poissonFleet, warnedFleet } from './testing/fleets.ts'
import { trainInWorker } from './train-in-worker.ts'
import { abstained, type HorizonOutcome, isContest, type Trained, train } from './training.ts'

const quick = { seed: 1, replicates: 60 }
const warned = warnedFleet(3, 24, 330, 0.03)

function trained(outcome: ReturnType<typeof train> extends Generator<unknown, infer R> ? R : never): Trained {
  if (abstained(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome
}
function contestOf(outcome: HorizonOutcome) {
  if (!isContest(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome
}
const logLossOf = (outcome: HorizonOutcome, name: string) =>
  contestOf(outcome).competitors.find((own) => own.name === name)!.logLoss

describe('training', () => {
  const once = trained(finish(train(warned, { ...quick, horizons: [7] })))

  it('finds failures that announce themselves, with honest probabilities', () => {
    const contest = contestOf(once.contests[0]!)
    const champion = contest.competitors.find(({ name }) => name === contest.champion)!
    expect(champion.brierSkill).toBeGreaterThan(0.05)
    expect(champion.auc).toBeGreaterThan(0.7)
    expect(champion.logLoss).toBeLessThan(logLossOf(contest, 'empiricalBayes'))
    expect(once.models[0]!.useful).toBe(true)
  })

  it('gives the same bytes again in a worker thread, tells how far it is, and other bytes from another seed', async () => {
    let steps = 0
    const inWorker = trained(
      await trainInWorker(warned, { ...quick, horizons: [7] }, { onProgress: () => steps++ }),
    )
    expect(steps).toBe(6 * 6)
    const bytes = ({ models, contests }: Trained) => serialize({ models, contests })
    expect(bytes(inWorker).equals(bytes(once))).toBe(true)
    expect(inWorker.field.history).toBe(warned)
    const other = finish(train(warned, { ...quick, horizons: [7], seed: 2 }))
    expect(bytes(trained(other)).equals(bytes(once))).toBe(false)
  })

  it('stops in the middle when its worker is told to, or its generator is left alone', async () => {
    const stop = new AbortController()
    const work = trainInWorker(
      warned,
      { ...quick, horizons: [7, 14, 30] },
      { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) },
    )
    await expect(work).rejects.toThrow('enough')
    const walk = train(warned, { ...quick, horizons: [7] })
    expect(walk.next().done).toBe(false)
    expect(walk.return(undefined as never).done).toBe(true)
  })

  it('says what a worker died of', async () => {
    const broken = { ...warned, records: null } as unknown as History
    await expect(trainInWorker(broken, { ...quick, horizons: [7] })).rejects.toThrow(/null/)
  })
})

describe('the contest', () => {
  it('predicts every row from what was known then: a different later history changes no earlier prediction', () => {
    const from = beginning + 250
    const random = seededRandom(9)
    const other: History = {
      ...warned,
      records: warned.records.map((own) => {
        if (own.known <= from) return own
        const at = from + 1e-6 + random() * (warned.until - from)
        return { ...own, at, known: at, asset: warned.assets[Math.floor(random() * warned.assets.length)]!.id }
      }),
    }
    const rawOf = (history: History) => {
      const field = prepareField(history, false)
      const outcome = finish(runContest(field, 7, quick))
      if ('code' in outcome) throw new Error(outcome.code)
      const { rows, raw } = outcome.outOfFold
      const early = rows.filter((row) => field.snapshots.time[row]! <= from)
      return [...raw].map(([name, all]) => [name, Array.from(early, (row) => all[row])] as const)
    }
    const [first, second] = [rawOf(warned), rawOf(other)]
    expect(first[0]![1].length).toBeGreaterThan(1500)
    expect(second).toEqual(first)
  })

  it('trains on no row whose horizon had not passed when the predicted block begins', () => {
    const { snapshots, folds } = prepareField(warned, false)
    for (const { origin } of folds) {
      const { label } = labelSnapshots(snapshots, warned, 14, origin)
      snapshots.time.forEach((time, row) => {
        if (label[row] !== unlabelled) expect(time + 14).toBeLessThanOrEqual(origin)
      })
    }
  })

  it('knows no useful model when failures fall on units and days by lot', () => {
    for (const seed of [1, 2]) {
      const random = seededRandom(seed)
      const records = warned.records.map((own) => {
        if (own.kind !== 'failure') return own
        const at = beginning + random() * 330
        return { ...own, at, known: at, asset: warned.assets[Math.floor(random() * warned.assets.length)]!.id }
      })
      const { contests, models } = trained(finish(train({ ...warned, records }, { ...quick, horizons: [14] })))
      expect(contestOf(contests[0]!).champion).toBeNull()
      expect(models[0]).toMatchObject({ useful: false, fitted: { name: 'empiricalBayes' } })
    }
  })

  it('comes within 2 % of the log loss of the known truth with 500 failures', () => {
    const { history, rates } = poissonFleet(5, 40, 330, 0.022, 4)
    expect(history.records.length).toBeGreaterThan(500)
    const { contests, field } = trained(finish(train(history, { ...quick, horizons: [14] })))
    for (const outcome of contests) {
      const contest = contestOf(outcome)
      const { subjects, subject, time } = field.snapshots
      const { label } = labelSnapshots(field.snapshots, history, contest.days, history.until)
      let [loss, rows] = [0, 0]
      time.forEach((at, row) => {
        if (at < contest.folds[2]!.origin || label[row] === unlabelled) return
        const p = -Math.expm1(-rates.get(subjects[subject[row]!]!.asset.id)! * contest.days)
        loss -= Math.log(label[row] ? p : 1 - p)
        rows++
      })
      expect(rows).toBe(contest.rows)
      expect(contest.champion).not.toBeNull()
      expect(logLossOf(contest, contest.champion!) / (loss / rows)).toBeLessThan(1.02)
    }
  })

  it('lets those stand out that need more failures, and abstains below the least', () => {
    const { history } = poissonFleet(2, 12, 300, 0.012, 1)
    const { contests } = trained(finish(train(history, { ...quick, horizons: [7, 200] })))
    const [week, long] = contests
    expect(contestOf(week!).standingOut.map(({ name }) => name)).toEqual([
      'weibullRenewal',
      'logistic',
      'randomForest',
      'boostedTrees',
      'mean',
    ])
    expect(long).toMatchObject({ days: 200, abstains: { code: 'HISTORY_TOO_SHORT' } })
    const few = { ...history, records: history.records.slice(0, 29) }
    expect(finish(train(few, { ...quick, horizons: [7] }))).toMatchObject({ code: 'TOO_FEW_FAILURES' })
  })
})
