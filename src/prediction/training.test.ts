import { describe, expect, it } from 'vitest'
import { seededRandom } from '../domain/random.ts'
import { runContest } from './contest.ts'
import { prepareField } from './field.ts'
import type { History } from './history.ts'
import { labelSnapshots, unlabelled } from './labels.ts'
import { beginning, finish, gamma, poissonFleet, unequal, warnedFleet } from './testing/fleets.ts'
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
/** Models and scores to the last bit. */
const bytes = ({ models, contests }: Trained) =>
  JSON.stringify({ models, contests }, (_, value) =>
    ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex') : value,
  )
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
    const inWorker = trained(await trainInWorker(warned, { ...quick, horizons: [7] }, { onProgress: () => steps++ }))
    expect(steps).toBe(6 * 6)
    expect(bytes(inWorker)).toBe(bytes(once))
    expect(inWorker.field.history).toBe(warned)
    const other = finish(train(warned, { ...quick, horizons: [7], seed: 2 }))
    expect(bytes(trained(other))).not.toBe(bytes(once))
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

  it('comes within 2 % of the log loss of who knows the law of the fleet, with 500 failures', () => {
    const [mean, shape] = [0.02, 4]
    const { history } = poissonFleet(5, 40, 660, gamma(mean, shape))
    expect(history.records.length).toBeGreaterThan(500)
    const { contests, field } = trained(finish(train(history, { ...quick, horizons: [14] })))
    const contest = contestOf(contests[0]!)
    const { subjects, subject, time } = field.snapshots
    const { label } = labelSnapshots(field.snapshots, history, 14, history.until)
    const failures = Map.groupBy(history.records, ({ asset }) => asset)
    let [loss, rows] = [0, 0]
    time.forEach((at, row) => {
      if (at < contest.folds[2]!.origin || label[row] === unlabelled) return
      const own = failures.get(subjects[subject[row]!]!.asset.id) ?? []
      const k = shape + own.filter(({ known }) => known <= at).length
      const p = 1 - (1 + 14 / (shape / mean + at - beginning)) ** -k
      loss -= Math.log(label[row] ? p : 1 - p)
      rows++
    })
    expect(rows).toBe(contest.rows)
    expect(contest.champion).toBe('empiricalBayes')
    expect(logLossOf(contest, contest.champion!) / (loss / rows)).toBeLessThan(1.02)
  })

  it('lets those stand out that need more failures, and abstains below the least', () => {
    const { history } = poissonFleet(2, 12, 300, unequal(0.012))
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
