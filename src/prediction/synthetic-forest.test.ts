import { beforeAll, describe, expect, it } from 'vitest'
import { type Random, seededRandom } from '../domain/random.ts'
import { binColumns } from './bins.ts'
import { fitForest, forestProbabilities } from './forest.ts'
import { type Matrix, takeLabels, takeRows } from './matrix.ts'
import { scorer } from './scores.ts'

/**
 * The lesson of docs/lessons/synthetic-forest.md: units and their failures invented by a rule, as the system before Faena
 * trained its forest on. `chance` is what a reader of the columns could know at best: the rule, without its own dice.
 */
function inventUnits(n: number, random: Random): { data: Matrix; labels: Uint8Array; chance: Float64Array } {
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  const columns = 8
  const values = new Float32Array(n * columns)
  const labels = new Uint8Array(n)
  const chance = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const [type, days, hours] = [whole(0, 4), whole(0, 365), whole(0, 5000)]
    const [age, failures, services] = [15 * random(), whole(0, 10), whole(0, 12)]
    const points =
      (days > 180 ? 30 : days > 90 ? 15 : days > 60 ? 5 : 0) +
      (hours > 3000 ? 25 : hours > 2000 ? 15 : hours > 1000 ? 5 : 0) +
      (age > 10 ? 20 : age > 5 ? 10 : 0) +
      5 * failures +
      (services < 2 ? 15 : 0) +
      (type === 0 || type === 2 ? 10 : 0)
    const failsWith = (noise: number) => Math.max(0, Math.min((points + noise) / 100, 0.95))
    labels[row] = random() < failsWith(whole(-10, 10)) ? 1 : 0
    for (let noise = -10; noise <= 10; noise++) chance[row]! += failsWith(noise) / 21
    const known = [
      type,
      days,
      hours,
      age,
      failures,
      services,
      180 / Math.max(services, 1),
      failures / Math.max(services, 1),
    ]
    known.forEach((value, column) => {
      values[column * n + row] = value
    })
  }
  return { data: { rows: n, columns, values }, labels, chance }
}

/** Depth 10, leaves of two, classes weighted to be equal. */
const forest = { trees: 100, minLeaf: 2, maxLeaves: 200, columns: 0.35 }

function scoresOf(probability: Float64Array, label: Uint8Array) {
  const scores = scorer({ probability, label, cluster: new Int32Array(label.length), clusters: 1 })(Float64Array.of(1))
  let [hits, alarms, failures, right] = [0, 0, 0, 0]
  label.forEach((y, i) => {
    const alarm = probability[i]! >= 0.5 ? 1 : 0
    hits += alarm * y
    alarms += alarm
    failures += y
    right += alarm === y ? 1 : 0
  })
  return { ...scores, accuracy: right / label.length, f1: (2 * hits) / (alarms + failures) }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const held = (p: number) => Math.min(Math.max(p, 1e-6), 1 - 1e-6)

describe('the lesson of the synthetic forest', () => {
  const repeats: { forest: ReturnType<typeof scoresOf>; always: ReturnType<typeof scoresOf> }[] = []
  const of = (who: 'forest' | 'always', score: 'auc' | 'brier' | 'f1' | 'accuracy') =>
    mean(repeats.map((repeat) => repeat[who][score]))
  beforeAll(() => {
    for (let seed = 1; seed <= 20; seed++) {
      const { data, labels } = inventUnits(1000, seededRandom(seed))
      const [learn, judge] = [0, 800].map((from) => Int32Array.from({ length: from ? 200 : 800 }, (_, i) => from + i))
      const learned = takeLabels(labels, learn!)
      const failed = learned.reduce((sum, y) => sum + y, 0)
      const options = { ...forest, positiveWeight: (800 - failed) / failed }
      const grown = fitForest(binColumns(takeRows(data, learn!)), learned, options, seed)
      const judged = takeLabels(labels, judge!)
      repeats.push({
        forest: scoresOf(forestProbabilities(grown, takeRows(data, judge!)).map(held), judged),
        always: scoresOf(new Float64Array(200).fill(held(1)), judged),
      })
    }
  })

  it('no model can do better on it than AUC 0.782 and Brier 0.161', () => {
    const { labels, chance } = inventUnits(200_000, seededRandom(1))
    const { auc, brier } = scoresOf(chance.map(held), labels)
    expect(auc).toBeCloseTo(0.782, 2)
    expect(brier).toBeCloseTo(0.161, 2)
    expect(mean([...labels])).toBeCloseTo(0.7, 1)
  })

  it('its forest stays well below that', () => {
    expect(of('forest', 'auc')).toBeCloseTo(0.732, 2)
    expect(of('forest', 'brier')).toBeCloseTo(0.18, 2)
    expect(of('forest', 'accuracy')).toBeCloseTo(0.733, 2)
  })

  it('answering "fails" every time beats its F1', () => {
    expect(of('forest', 'f1')).toBeCloseTo(0.818, 2)
    expect(of('always', 'f1')).toBeCloseTo(0.837, 2)
    expect(of('always', 'f1')).toBeGreaterThan(of('forest', 'f1') + 0.01)
  })
})
