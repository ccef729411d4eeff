import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseColumns, columnName } from './columns.ts'
import { type History, type HistoryRecord, type RecordKind, subjectsOf } from './history.ts'
import { labelSnapshots, unlabelled } from './labels.ts'
import { takeSnapshots } from './snapshots.ts'
import { recordOf } from './testing/fleets.ts'

const kinds: RecordKind[] = ['failure', 'failure', 'preventive', 'inspection', 'finding', 'meter', 'opened', 'closed']
const assets = ['A', 'B', 'C'].map((id, i) => ({ id, type: i < 2 ? 'LOADER' : 'TRUCK', commissioned: 0 }))
const record = fc
  .record({
    asset: fc.constantFrom('A', 'B', 'C'),
    kind: fc.constantFrom(...kinds),
    at: fc.double({ min: 0, max: 300, noNaN: true }),
    late: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 60, noNaN: true })),
    system: fc.constantFrom('ENGINE', 'BRAKES', undefined),
    code: fc.constantFrom('X', 'Y', undefined),
    value: fc.double({ min: 0, max: 50, noNaN: true }),
  })
  .map(({ late, ...rest }) => ({ id: '', ...rest, known: rest.at + late }))
const past = fc.array(record, { minLength: 30, maxLength: 80 })
const history = (records: HistoryRecord[]): History => ({ assets, records, until: 400 })

/** Rows up to `time`, as text: subject, time and every column. */
function rowsUpTo(records: HistoryRecord[], time: number): string[] {
  const whole = history(records)
  const subjects = subjectsOf(whole, time, true)
  const specs = chooseColumns(whole, subjects, time)
  const times = Array.from({ length: 40 }, (_, i) => 10 * i).filter((t) => t <= time)
  const { matrix, subject, time: taken } = takeSnapshots(whole, subjects, specs, times)
  return Array.from(taken, (t, row) => {
    const cells = specs.map((spec, c) => `${columnName(spec)}=${matrix.values[c * matrix.rows + row]}`)
    return [subjects[subject[row]!]!.asset.id, subjects[subject[row]!]!.system, t, ...cells].join(' ')
  })
}

describe('snapshots', () => {
  it('nothing recorded after a snapshot changes its row, its columns or its subjects', () => {
    fc.assert(
      fc.property(past, past, fc.double({ min: 50, max: 300, noNaN: true }), (first, other, time) => {
        const known = first.filter((own) => own.known <= time)
        const later = other.filter((own) => own.known > time)
        expect(rowsUpTo([...known, ...later], time)).toEqual(rowsUpTo(known, time))
      }),
      { numRuns: 60 },
    )
  })

  it('see a failure recorded late only once it was recorded, and then since it happened', () => {
    const records = [recordOf(1, 'A', 'failure', 1), recordOf(2, 'A', 'failure', 100, 120)]
    const subjects = subjectsOf(history(records), 400, false).slice(0, 1)
    const specs = [
      { measure: 'since', kind: 'failure' },
      { measure: 'count', kind: 'failure', days: 30 },
    ] as const
    const { matrix } = takeSnapshots(history(records), subjects, specs, [99, 110, 120, 129])
    expect([...matrix.values]).toEqual([98, 109, 20, 29, 0, 0, 1, 1])
  })

  it('begin with service and end with it', () => {
    const short = { id: 'A', type: 'LOADER', commissioned: 50, retired: 80 }
    const records = [recordOf(1, 'A', 'failure', 1)]
    const fleet: History = { assets: [short], records, until: 400 }
    const { time } = takeSnapshots(fleet, subjectsOf(fleet, 400, false), [{ measure: 'age' }], [40, 60, 70, 90])
    expect([...time]).toEqual([60, 70])
  })
})

describe('labels', () => {
  const records = [recordOf(1, 'A', 'failure', 1), recordOf(2, 'A', 'failure', 100, 120)]
  const fleet: History = { assets: assets.slice(0, 1), records, until: 400 }
  const taken = takeSnapshots(fleet, subjectsOf(fleet, 400, false), [{ measure: 'age' }], [90, 95, 100, 115])

  it('are 1 for a failure after the snapshot and up to the horizon, with its lead', () => {
    const { label, lead } = labelSnapshots(taken, fleet, 7, 400)
    expect([...label]).toEqual([0, 1, 0, 0])
    expect(lead[1]).toBe(5)
    expect(labelSnapshots(taken, fleet, 10, 400).label[0]).toBe(1)
  })

  it('are not known before the horizon has passed, and know no failure before it is recorded', () => {
    expect([...labelSnapshots(taken, fleet, 14, 110).label]).toEqual([0, 0, unlabelled, unlabelled])
    expect([...labelSnapshots(taken, fleet, 14, 121).label]).toEqual([1, 1, 0, unlabelled])
  })
})
