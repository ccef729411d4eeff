import { seededRandom } from '../src/domain/random.ts'
import { binColumns } from '../src/prediction/bins.ts'
import { boostingLogOdds, fitBoosting } from '../src/prediction/boosting.ts'
import { fitForest, forestProbabilities } from '../src/prediction/forest.ts'
import type { History, HistoryAsset, HistoryRecord, RecordKind } from '../src/prediction/history.ts'
import type { Matrix } from '../src/prediction/matrix.ts'
import { explainTrees } from '../src/prediction/shapley.ts'
import { abstained, train } from '../src/prediction/training.ts'
import { trainingAssets } from '../src/prediction/training-assets.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Rows like snapshots: counts, intervals with gaps and rates, and labels that depend on ten of them together. */
function rowsLike(rows: number, columns: number): { data: Matrix; labels: Uint8Array } {
  const random = seededRandom(1)
  const values = new Float32Array(rows * columns)
  const logOdds = new Float64Array(rows).fill(-2.5)
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const u = random()
      const value = column % 3 === 0 ? Math.floor(-3 * Math.log(u)) : column % 3 === 1 && u < 0.2 ? Number.NaN : u
      values[column * rows + row] = value
      if (column < 10) logOdds[row]! += 0.8 * ((value || 0) > 0.7 ? 1 : 0) * (row % 2 ? 1 : 0.3)
    }
  }
  return {
    data: { rows, columns, values },
    labels: Uint8Array.from(logOdds, (z) => (random() < 1 / (1 + Math.exp(-z)) ? 1 : 0)),
  }
}

/** Processor time of this thread, so that other work on the machine counts little; the best of several turns. */
function timed<T>(name: string, budget: number, turns: number, work: () => T): T {
  let best = Infinity
  let result = work()
  for (let turn = 0; turn < turns; turn++) {
    const before = process.cpuUsage()
    const wall = performance.now()
    result = work()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000, performance.now() - wall)
  }
  say(`${name.padEnd(48)}${best.toFixed(best < 10 ? 2 : 0).padStart(8)} ms   budget ${budget} ms`)
  return result
}

function measureTrees(): void {
  const { data, labels } = rowsLike(20_000, 73)
  const boosting = { trees: 200, maxLeaves: 8, rate: 0.05, rows: 0.8, columns: 0.3, minWeight: 5, ridge: 1 }
  const forest = { trees: 300, minLeaf: 20, maxLeaves: 64, columns: 0.12 }
  const boosted = timed('boosting, 20,000 rows × 73', 2000, 3, () => fitBoosting(binColumns(data), labels, boosting, 1))
  const grown = timed('forest, 20,000 rows × 73', 3000, 3, () => fitForest(binColumns(data), labels, forest, 1))
  const some = rowsLike(1000, 73).data
  timed('1,000 predictions of boosting', 5, 30, () => boostingLogOdds(boosted, some))
  timed('1,000 predictions of the forest', 50, 10, () => forestProbabilities(grown, some))
  const explainer = explainTrees(boosted.trees)
  let row = 0
  timed('one explanation of boosting', 2, 100, () => explainer.contributions(some, row++ % 1000))
}

/** Two years of those assets of a fleet that training needs: failures, monthly services, a reading every two weeks. */
function largeFleet(units: number): History {
  const random = seededRandom(2)
  const [begin, days] = [19_000, 730]
  const records: HistoryRecord[] = []
  const add = (asset: string, kind: RecordKind, at: number, code: string, value = 1) =>
    records.push({ id: String(records.length), asset, kind, at, known: at, code, value })
  const codes = ['ENGINE', 'HYDRAULICS', 'BRAKES', 'TYRES_TRACKS']
  const fleet = Array.from({ length: units }, (_, i): HistoryAsset => {
    return { id: `U${i}`, type: `T${i % 5}`, site: `S${i % 7}`, commissioned: begin - 2000 * random() }
  })
  const assets = trainingAssets(fleet)
  for (const { id } of assets) {
    const interval = 120 / (0.5 + random())
    for (let at = -interval * Math.log(1 - random()); at < days; at += -interval * Math.log(1 - random())) {
      add(id, 'failure', begin + at, codes[Math.floor(random() * 4)]!)
    }
    for (let at = 30 * random(); at < days; at += 30) add(id, 'preventive', begin + at, 'PM')
    for (let at = 14 * random(); at < days; at += 14) add(id, 'meter', begin + at, 'HOURS', 8 * at)
  }
  return { assets, records, until: begin + days }
}

function measureFleet(units: number): void {
  const history = largeFleet(units)
  say(`\n${units} units, of which ${history.assets.length} with ${history.records.length} records teach; one horizon`)
  const resting = process.memoryUsage().rss / 2 ** 20
  const wall = performance.now()
  const training = train(history, { horizons: [14], seed: 1 })
  let step = training.next()
  while (!step.done) step = training.next()
  const rows = abstained(step.value) ? 0 : step.value.field.snapshots.time.length
  const { maxRSS } = process.resourceUsage()
  say(`contest and final model over ${rows} rows: ${((performance.now() - wall) / 1000).toFixed(1)} s`)
  say(
    `resident memory: ${resting.toFixed(0)} MB with the history, at most ${(maxRSS / 1024).toFixed(0)} MB   budget 300 MB`,
  )
}

if (process.argv.includes('trees')) measureTrees()
if (process.argv.includes('fleet')) measureFleet(10_000)
