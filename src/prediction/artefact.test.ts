import { describe, expect, it } from 'vitest'
import { seededRandom } from '../domain/random.ts'
import {
  ArtefactError,
  artefactOf,
  calibratedProbabilities,
  decodeArtefact,
  encodeArtefact,
  probeError,
} from './artefact.ts'
import { binColumns } from './bins.ts'
import { fitBoosting } from './boosting.ts'
import type { CompetitorName, Model } from './competitors.ts'
import { explainer } from './explanation.ts'
import { fitForest } from './forest.ts'
import type { History, HistoryRecord } from './history.ts'
import { fitLogistic } from './logistic.ts'
import type { Matrix } from './matrix.ts'
import { risksNow } from './risks.ts'
import { abstained, type Trained, train } from './training.ts'

/** Nine units over 300 days, of which every third fails often. */
function history(): History {
  const random = seededRandom(3)
  const assets = Array.from({ length: 9 }, (_, i) => ({ id: `u${i}`, type: i < 5 ? 'a' : 'b', commissioned: 0 }))
  const records: HistoryRecord[] = []
  assets.forEach(({ id }, i) => {
    for (let at = 0; ; ) {
      at -= (i % 3 === 0 ? 7 : 90) * Math.log(1 - random())
      if (at > 300) break
      records.push({ id: `workOrder:${records.length}`, asset: id, kind: 'failure', at, known: at + 0.1 })
    }
  })
  return { assets, records, until: 301 }
}

function finish(seed = 1): Trained {
  const training = train(history(), { seed, horizons: [14] })
  let step = training.next()
  while (!step.done) step = training.next()
  if (abstained(step.value)) throw new Error(step.value.code)
  return step.value
}

const bytes = encodeArtefact(artefactOf(finish()))
const faultOf = (damaged: Buffer) => {
  try {
    decodeArtefact(damaged)
  } catch (error) {
    return error instanceof ArtefactError ? error.fault : error
  }
  return null
}

describe('an artefact', () => {
  it('is the same bytes for the same data and seed, and predicts its probe after reading', () => {
    expect(encodeArtefact(artefactOf(finish())).equals(bytes)).toBe(true)
    const read = decodeArtefact(bytes)
    expect(probeError(read)).toBe(0)
    expect(encodeArtefact(read).equals(bytes)).toBe(true)
  })

  it('refuses what is cut, altered, not one, or of another format', () => {
    expect(faultOf(bytes.subarray(0, 20))).toBe('corrupt')
    expect(faultOf(bytes.subarray(0, bytes.length - 1))).toBe('corrupt')
    expect(faultOf(Buffer.from('{}'.padEnd(100)))).toBe('corrupt')
    const altered = Buffer.from(bytes)
    altered[Math.floor(bytes.length / 2)]! ^= 1
    expect(faultOf(altered)).toBe('corrupt')
  })

  it('notices when a model no longer gives what it gave', () => {
    const read = decodeArtefact(bytes)
    const [model] = read.models
    const moved = { ...model!, calibration: { ...model!.calibration, intercept: model!.calibration.intercept + 1e-6 } }
    expect(probeError({ ...read, models: [moved] })).toBeGreaterThan(1e-9)
  })

  it('predicts every unit in service, explains the highest, and ranks the bad ones first', () => {
    const risks = risksNow(history(), decodeArtefact(bytes), { bySystem: false, explained: 4, influences: 3 })
    expect(risks).toHaveLength(9)
    const best = risks.toSorted((a, b) => b.score - a.score)
    expect(new Set(best.slice(0, 3).map(({ asset }) => asset))).toEqual(new Set(['u0', 'u3', 'u6']))
    expect(best[0]!.influences[0]!.topic.about).toBe('failures')
    expect(best.filter(({ influences }) => influences.length > 0)).toHaveLength(4)
  })
})

describe('an explanation', () => {
  const random = seededRandom(5)
  const rows = 400
  const data: Matrix = {
    rows,
    columns: 3,
    values: Float32Array.from({ length: rows * 3 }, () => Math.floor(8 * random())),
  }
  const labels = Uint8Array.from({ length: rows }, (_, row) =>
    random() < 1 / (1 + Math.exp(4 - data.values[row]!)) ? 1 : 0,
  )
  const specs = [
    { measure: 'count', kind: 'failure', days: 30 },
    { measure: 'since', kind: 'preventive' },
    { measure: 'age' },
  ] as const
  const binned = binColumns(data)
  const fits: [CompetitorName, Model][] = [
    ['logistic', fitLogistic(data, labels, 10)],
    ['randomForest', fitForest(binned, labels, { trees: 20, minLeaf: 5, maxLeaves: 16, columns: 1 }, 1)],
    [
      'boostedTrees',
      fitBoosting(
        binned,
        labels,
        { trees: 30, maxLeaves: 6, rate: 0.1, rows: 1, columns: 1, minWeight: 2, ridge: 1 },
        1,
      ),
    ],
  ]

  it.each(fits)('of %s adds up to how far the risk is from the average', (name, model) => {
    const fitted = {
      days: 14,
      useful: true,
      fitted: { name, models: [model] },
      calibration: { intercept: 0, slope: 1 },
    }
    const explain = explainer(fitted, specs)
    const p = calibratedProbabilities(fitted, data)
    const total = (row: number) => explain(data, row).reduce((sum, { effect }) => sum + effect, 0)
    // The start is the same for every row, so differences between rows are exact.
    for (const row of [1, 7, 99]) expect(total(row) - total(0)).toBeCloseTo(p[row]! - p[0]!, 3)
    const most = [...data.values.subarray(0, rows)].indexOf(7)
    expect(explain(data, most)[0]).toMatchObject({ topic: { about: 'failures' } })
    expect(explain(data, most)[0]!.effect).toBeGreaterThan(0)
  })
})
