import type { ImportShape } from '../../../contract/imports.ts'
import type { Db } from '../../platform/database/database.ts'
import { assetPreparer } from './prepare-assets.ts'
import { orderPreparer } from './prepare-orders.ts'
import { admitReadings, type ReadingDraft, readingHistories, readingPreparer } from './prepare-readings.ts'
import type { Prepared, PreparedAsset, PreparedOrder, Setting } from './prepared.ts'
import { type RowError, type RowValues, rowReader } from './row-values.ts'
import { dataRows } from './table-file.ts'
import { type NewAsset, unitFinder } from './unit-of-row.ts'
import type { Unpacked } from './unpack.ts'

type Counts = Map<string, number>

const count = (counts: Counts, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
const listed = (counts: Counts) =>
  [...counts].map(([key, times]) => ({ key, count: times })).sort((a, b) => (a.key < b.key ? -1 : 1))

function tally<T>(items: readonly T[], key: (item: T) => string) {
  const counts: Counts = new Map()
  for (const item of items) count(counts, key(item))
  return listed(counts)
}

function errorSums(errors: readonly RowError[]) {
  const sums = new Map<string, Pick<RowError, 'code' | 'column'> & { count: number }>()
  for (const { code, column } of errors) {
    const key = `${code} ${column}`
    const sum = sums.get(key) ?? { code, column, count: 0 }
    sums.set(key, { ...sum, count: sum.count + 1 })
  }
  return [...sums.values()].sort((a, b) => b.count - a.count)
}

/** Units that only the rows name: in service since the earliest thing the file tells of them. */
function unitsOf(created: Iterable<NewAsset>, seen: readonly { asset: string; at: string }[]): PreparedAsset[] {
  const since = new Map<string, string>()
  for (const { asset, at } of seen) {
    const earliest = since.get(asset)
    if (earliest === undefined || at < earliest) since.set(asset, at)
  }
  const unknown = {
    make: null,
    model: null,
    year: null,
    serialNumber: null,
    plate: null,
    commissionedOn: null,
    notes: null,
  }
  return [...created].flatMap((unit) => {
    const at = since.get(unit.code)
    return at === undefined ? [] : [{ ...unit, ...unknown, name: unit.code, criticality: 'MEDIUM' as const, since: at }]
  })
}

/** Reads the whole file as the mapping says, without writing anything; `progress` is told the rows read so far. */
export async function prepareFile(
  db: Db,
  file: Unpacked,
  shape: ImportShape,
  setting: Setting,
  progress: (rowsDone: number) => Promise<void>,
): Promise<Prepared> {
  const read = rowReader(shape, setting.mapping)
  const units = unitFinder(setting.mapping, setting.references)
  const { target } = setting.mapping
  const toOrder = orderPreparer(setting, units.find)
  const toAsset = assetPreparer(setting)
  const toDraft = readingPreparer(setting, units)
  const orders: PreparedOrder[] = []
  const listedAssets: PreparedAsset[] = []
  const drafts: ReadingDraft[] = []
  const refused: RowValues[] = []
  let rows = 0
  for await (const row of dataRows(file, shape)) {
    const values = read(row)
    if (target === 'workOrders') {
      const order = toOrder(values)
      if (order) orders.push(order)
    } else if (target === 'assets') {
      const asset = toAsset(values)
      if (asset) listedAssets.push(asset)
    } else {
      const draft = toDraft(values)
      if (draft) drafts.push(draft)
    }
    if (values.errors.length > 0) refused.push(values)
    rows += 1
    if (rows % 1000 === 0) await progress(rows)
  }
  const codes = [...new Set(drafts.map(({ asset }) => asset))]
  const histories = await readingHistories(db, codes)
  const readingsBefore = [...histories.values()].reduce((sum, { length }) => sum + length, 0)
  const readings = admitReadings(drafts, histories, setting)
  refused.push(...drafts.map(({ row }) => row).filter(({ errors }) => errors.length > 0))
  const errors = refused.flatMap((row) => row.errors).sort((a, b) => a.row - b.row)
  const seen = [...orders.map(({ asset, reportedAt }) => ({ asset, at: reportedAt })), ...readings]
  const assets = target === 'assets' ? listedAssets : unitsOf(units.created.values(), seen)
  const accepted = rows - refused.length
  const records = target === 'assets' ? listedAssets.map(({ code, since }) => ({ asset: code, at: since })) : seen
  return {
    orders,
    assets,
    readings,
    errors,
    readingsBefore,
    result: {
      rows,
      accepted,
      refused: refused.length,
      created: { workOrders: orders.length, assets: assets.length, meterReadings: readings.length },
      byAsset: target === 'assets' ? [] : tally(records, ({ asset }) => asset),
      byType:
        target === 'workOrders'
          ? tally(orders, ({ type }) => type)
          : target === 'assets'
            ? tally(assets, ({ type }) => type)
            : tally(readings, ({ meter }) => meter),
      byYear:
        target === 'workOrders'
          ? tally(orders, ({ year }) => String(year))
          : tally(records, ({ at }) => at.slice(0, 4)),
      bySystem: tally(orders, ({ system }) => system ?? ''),
      cost: orders.reduce((sum, { cost }) => sum + cost, 0),
      newAssets: assets.map(({ code, type, site }) => ({ code, type, site })),
      errors: errorSums(errors),
    },
  }
}
