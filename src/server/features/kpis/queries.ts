import type { KpiAnswer, KpiPeriod, KpiQuery, KpiRow, KpiRowsQuery } from '../../../contract/kpi.ts'
import { type KpiId, kpiIds } from '../../../domain/kpi-catalogue.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type AskedPeriod, askedPeriod, monthsOf, periodBefore, toKpiPeriod } from './period.ts'
import { kpiRowsPage } from './rows.ts'
import { isOfWarehouses, type StockRow, stockSums } from './stock-sums.ts'
import { refreshSummaries } from './summaries.ts'
import {
  type Cell,
  type OpenRow,
  openSums,
  type ResponseRow,
  responseSums,
  type SumsRequest,
  type UnitSums,
  unitSums,
} from './sums.ts'
import { kpiValues } from './values.ts'

const ofOpenOrders: readonly KpiId[] = ['backlog_ready', 'backlog_total', 'mean_order_age']
const ofResponse: readonly KpiId[] = ['response_time', 'response_time_p90']
const ofStock: readonly KpiId[] = ['stock_turns', 'stockouts', 'stock_accuracy']
const ofMeters: readonly KpiId[] = [
  'mtbf',
  'availability_inherent',
  'cost_per_hour',
  'cost_per_km',
  'utilisation',
  'oee',
]

/** The KPIs asked for, each with its value in the period before. */
export async function readKpis(runtime: Runtime, actor: Actor, query: KpiQuery): Promise<KpiAnswer> {
  const zone = runtime.config.COMPANY_TIME_ZONE
  const now = runtime.now()
  const period = askedPeriod(query, zone, Date.parse(now))
  const before = periodBefore(period, zone)
  const ids = query.ids ?? kpiIds
  const shown = query.groupBy === 'month' ? monthsOf(period, zone) : [period]
  const periods: AskedPeriod[] = [
    query.groupBy === 'month' && shown[0] ? periodBefore(shown[0], zone) : before,
    ...shown,
  ]
  const reach = await refreshSummaries(runtime.database, zone, now)
  const groupBy = query.groupBy === 'month' ? null : (query.groupBy ?? null)
  const values = await cellValues(
    runtime,
    { actor, scope: query, zone, locale: actor.locale, reach, periods, groupBy },
    ids,
  )

  const items = shown.flatMap((asked, i) => {
    const month = { key: asked.from.slice(0, 7), label: asked.from.slice(0, 7) }
    const byMonth = query.groupBy === 'month'
    return kpiItems(values, ids, { asked, at: i + 1, before: i }, (group) => (byMonth ? month : groupBy && group))
  })
  return { period: toKpiPeriod(period), previousPeriod: toKpiPeriod(before), items }
}

type Group = { key: string; label: string }
type CellValues = Map<number, Map<string, { label: string; kpis: Values }>>

/** What the groups of one period show, beside the same group in the period before; both by their places in the request. */
export function kpiItems(
  values: CellValues,
  ids: readonly KpiId[],
  { asked, at, before }: { asked: AskedPeriod; at: number; before: number },
  groupOf: (group: Group) => Group | null,
): KpiAnswer['items'] {
  return [...(values.get(at) ?? new Map<string, { label: string; kpis: Values }>())].flatMap(
    ([key, { label, kpis }]) => {
      const earlier = values.get(before)?.get(key)?.kpis
      return ids.map((id) => ({
        ...kpis.get(id)!,
        group: groupOf({ key, label }),
        previous: earlier?.get(id)?.value ?? null,
        period: toKpiPeriod(asked),
      }))
    },
  )
}

type Values = Map<KpiId, ReturnType<typeof kpiValues>[number]>

/** By period and group; only what the KPIs asked for need is read. */
async function cellValues(
  { database: { db } }: Pick<Runtime, 'database'>,
  request: SumsRequest,
  ids: readonly KpiId[],
): Promise<CellValues> {
  const asked = (of: readonly KpiId[]) => of.some((id) => ids.includes(id))
  const [units, response, open, stock] = await Promise.all([
    unitSums(db, request, ids, asked(ofMeters)),
    asked(ofResponse) ? responseSums(db, request) : [],
    asked(ofOpenOrders) ? openSums(db, request) : [],
    asked(ofStock) && isOfWarehouses(request) ? stockSums(db, request) : [],
  ])
  return valuesOf(request, { units, response, open, stock })
}

interface Read {
  units: UnitSums[]
  response?: ResponseRow[]
  open?: OpenRow[]
  stock?: StockRow[]
}

/** What has been read, as values. With `total` those of the groups together as well, under ''. */
export function valuesOf(
  request: SumsRequest,
  { units: byUnits, response = [], open: byOpen = [], stock = [] }: Read,
  { total = false } = {},
): CellValues {
  const units = total ? [...totals(byUnits), ...byUnits] : byUnits
  const open = total ? [...totals(byOpen, ['weeklyHours']), ...byOpen] : byOpen
  const at = (rows: readonly Cell[], cell: Cell) => rows.find((row) => row.idx === cell.idx && row.key === cell.key)
  const values: CellValues = new Map()
  for (const cell of units) {
    const kpis = kpiValues({
      units: cell,
      response: at(response, cell) as ResponseRow | undefined,
      open: at(open, cell) as OpenRow | undefined,
      stock: at(stock, cell) as StockRow | undefined,
    })
    const groups = values.get(cell.idx) ?? new Map()
    groups.set(cell.key, { label: cell.label, kpis: new Map(kpis.map((value) => [value.id, value])) })
    values.set(cell.idx, groups)
  }
  // A fleet without units still has its KPIs: none can be known.
  if (!request.groupBy || total) {
    request.periods.forEach((_, idx) => {
      if (values.get(idx)?.has('')) return
      const none = kpiValues({ units: undefined, response: undefined, open: undefined, stock: undefined })
      const groups = values.get(idx) ?? new Map()
      values.set(idx, groups.set('', { label: '', kpis: new Map(none.map((value) => [value.id, value])) }))
    })
  }
  return values
}

/** The sums of all groups of each period; `shared` are figures that every group repeats. */
function totals<Row extends Cell>(rows: readonly Row[], shared: readonly (keyof Row)[] = []): Row[] {
  const byPeriod = new Map<number, Row>()
  for (const row of rows) {
    const sum = byPeriod.get(row.idx)
    if (!sum) {
      byPeriod.set(row.idx, { ...row, key: '', label: '' })
      continue
    }
    for (const [name, value] of Object.entries(row) as [keyof Row, unknown][]) {
      if (name === 'idx' || shared.includes(name) || typeof value !== 'number') continue
      sum[name] = ((sum[name] as number) + value) as Row[keyof Row]
    }
  }
  return [...byPeriod.values()]
}

/** The records behind one KPI, with what each adds to it. */
export async function readKpiRows(
  runtime: Runtime,
  actor: Actor,
  id: KpiId,
  query: KpiRowsQuery,
): Promise<{ items: KpiRow[]; nextCursor: string | null; period: KpiPeriod }> {
  const zone = runtime.config.COMPANY_TIME_ZONE
  const now = runtime.now()
  const period = askedPeriod(query, zone, Date.parse(now))
  const reach = await refreshSummaries(runtime.database, zone, now)
  const request = { actor, scope: query, zone, reach, period }
  return { ...(await kpiRowsPage(runtime.database.db, id, request, query)), period: toKpiPeriod(period) }
}

/** Brings the table of failures up to everything committed before the call, for whoever reads it. */
export async function freshFailures({ database, config, now }: Runtime): Promise<void> {
  await refreshSummaries(database, config.COMPANY_TIME_ZONE, now())
}
