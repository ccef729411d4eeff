import { parse } from 'csv-parse/sync'
import { sql } from 'drizzle-orm'
import exceljs from 'exceljs'
import { Temporal } from 'temporal-polyfill'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsOf, groupingsOf, type Report, reportIds, shownColumns } from '../../../contract/report.ts'
import { figureText } from '../../../domain/figure-text.ts'
import { kpiCatalogue, kpiIds } from '../../../domain/kpi-catalogue.ts'
import type { Db } from '../../platform/database/database.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { pdfTexts } from '../../testing/pdf-text.ts'
import { part, stockCount, stockCountLine, stockMovement } from '../inventory/tables.ts'
import { labourEntry } from '../work-orders/tables.ts'
import * as world from './testing.ts'

/** `10 08:00`: day of September 2026 and hour on Chile's clock, which jumps from 00:00 to 01:00 on the 6th. */
function at(text: string, month = '09'): number {
  const [day, time] = text.split(' ')
  return Temporal.PlainDateTime.from(`2026-${month}-${day}T${time}`).toZonedDateTime(world.zone).epochMilliseconds
}
const october = (text: string) => at(text, '10')
const [A, B, C] = [v7(), v7(), v7()]

type States = world.OrderFacts['states']
const states = (...steps: [States[number]['status'], number][]): States =>
  steps.map(([status, from], i) => ({ status, from, to: steps[i + 1]?.[1] ?? null }))

function september(mode: string): world.History {
  const order = world.plainOrder
  const third = order(A, {
    ...{ reportedAt: at('20 00:00'), startedAt: at('20 02:00'), completedAt: at('20 06:00'), mode },
    ...{ downtimeFrom: at('20 00:00'), downtimeTo: at('20 06:00'), hoursWorked: 4, cost: 30_000 },
    states: states(['PENDING', at('20 00:00')], ['IN_PROGRESS', at('20 02:00')], ['COMPLETED', at('20 06:00')]),
  })
  return {
    units: [
      { id: A, code: 'A', commissionedOn: '2020-01-01', archivedAt: null, createdAt: at('01 00:00') },
      { id: B, code: 'B', commissionedOn: '2026-09-11', archivedAt: null, createdAt: at('01 00:00') },
      { id: C, code: 'C', commissionedOn: '2020-01-01', archivedAt: at('11 00:00'), createdAt: at('01 00:00') },
    ],
    states: [
      { id: v7(), unit: A, status: 'STOPPED', from: at('10 22:00'), to: at('11 02:00') },
      { id: v7(), unit: C, status: 'OUT_OF_SERVICE', from: at('10 00:00'), to: null },
    ],
    readings: [
      { unit: A, at: at('01 00:00'), total: 1000 },
      { unit: A, at: october('01 00:00'), total: 1300 },
    ],
    orders: [
      order(A, {
        ...{ reportedAt: at('10 08:00'), startedAt: at('10 10:00'), completedAt: at('10 18:00'), mode, coded: true },
        ...{ downtimeFrom: at('10 08:00'), downtimeTo: at('10 18:00'), hoursWorked: 4, cost: 100_000 },
        states: states(
          ['PENDING', at('10 08:00')],
          ['IN_PROGRESS', at('10 10:00')],
          ['ON_HOLD', at('10 12:00')],
          ['IN_PROGRESS', at('10 16:00')],
          ['COMPLETED', at('10 18:00')],
        ),
      }),
      order(A, {
        category: 'EMERGENCY',
        ...{ reportedAt: at('10 17:00'), startedAt: at('10 19:00'), completedAt: at('10 23:00'), mode },
        ...{ downtimeFrom: at('10 17:00'), downtimeTo: at('10 23:00'), hoursWorked: 4, cost: 50_000 },
        states: states(['PENDING', at('10 17:00')], ['IN_PROGRESS', at('10 19:00')], ['COMPLETED', at('10 23:00')]),
      }),
      third,
      order(A, {
        reportedAt: at('20 01:00'),
        status: 'CANCELLED',
        duplicateOf: third.id,
        downtimeFrom: at('20 01:00'),
      }),
      order(A, {
        ...{ reportedAt: at('30 20:00'), startedAt: at('30 22:00'), completedAt: october('01 04:00') },
        ...{ downtimeFrom: at('30 20:00'), downtimeTo: october('01 04:00'), hoursWorked: 6, cost: 70_000 },
        states: states(
          ['PENDING', at('30 20:00')],
          ['IN_PROGRESS', at('30 22:00')],
          ['COMPLETED', october('01 04:00')],
        ),
      }),
      order(B, {
        category: 'PREVENTIVE',
        ...{ reportedAt: at('12 08:00'), startedAt: at('14 08:00'), completedAt: at('14 12:00'), hoursWorked: 4 },
        ...{ windowFrom: at('12 00:00'), windowTo: at('16 00:00'), cost: 20_000 },
        ...{ scheduledOn: '2026-09-14', scheduledAt: at('12 08:00') },
      }),
      order(B, {
        category: 'PREVENTIVE',
        ...{ reportedAt: at('20 00:00'), startedAt: at('25 10:00'), completedAt: at('25 12:00'), hoursWorked: 2 },
        ...{ windowFrom: at('20 00:00'), windowTo: at('24 00:00'), cost: 10_000 },
        ...{ scheduledOn: '2026-09-22', scheduledAt: at('20 00:00') },
      }),
      order(B, {
        ...{ category: 'PREVENTIVE', status: 'CANCELLED', reportedAt: at('18 00:00') },
        ...{ windowFrom: at('18 00:00'), windowTo: at('19 00:00') },
      }),
      order(C, {
        category: 'INSPECTION',
        ...{ reportedAt: at('02 00:00'), startedAt: at('03 00:00'), completedAt: at('03 02:00') },
        ...{ hoursWorked: 2, cost: 5_000 },
      }),
      order(A, {
        ...{ category: 'PREDICTIVE', status: 'PENDING', reportedAt: at('25 00:00'), estimatedHours: 9 },
        states: states(['PENDING', at('25 00:00')]),
      }),
      order(B, {
        ...{ status: 'PENDING', reportedAt: at('28 00:00'), estimatedHours: 6, requiresApproval: true },
        states: states(['PENDING', at('28 00:00')]),
      }),
    ],
  }
}

/** A part worth 1,000 of which 400 went to the first order at midnight of the 16th, and an hour of its mechanic. */
async function stockOf(db: Db, { orders }: world.History, siteId: string, personId: string) {
  const [partId, otherId, countId] = [v7(), v7(), v7()]
  const iso = (ms: number) => new Date(ms).toISOString()
  await db.insert(part).values([
    { id: partId, number: 'FLT-1', description: 'Filtro', unit: 'UNIT' },
    { id: otherId, number: 'ACE-1', description: 'Aceite', unit: 'LITRE' },
  ])
  const moved = (kind: 'RECEIPT' | 'ISSUE' | 'RETURN', quantity: number, when: number, workOrderId: string | null) => ({
    ...{ id: v7(), partId, siteId, kind, quantity, value: BigInt(quantity) * 100_000_000n, balance: 1, at: iso(when) },
    workOrderId,
  })
  const order = orders[0]!.id
  await db.insert(stockMovement).values(moved('RECEIPT', 10, at('15 08:00', '08'), null))
  await db.insert(stockMovement).values(moved('ISSUE', -4, at('16 00:00'), order))
  await db.insert(stockMovement).values(moved('RETURN', 1, october('02 10:00'), order))
  await db.rows(sql`UPDATE work_order_status SET hold_reason = 'PARTS' WHERE status = 'ON_HOLD'`)
  const ended = iso(at('20 12:00'))
  await db
    .insert(stockCount)
    .values({ id: countId, number: 'CI-1', siteId, status: 'POSTED', createdAt: ended, endedAt: ended })
  await db.insert(stockCountLine).values([
    { countId, partId, counted: 6, expected: 6 },
    { countId, partId: otherId, counted: 3, expected: 2 },
  ])
  await db.insert(labourEntry).values({
    ...{ workOrderId: order, personId, source: 'TYPED', from: iso(at('10 10:00')), to: iso(at('10 12:00')) },
    ...{ hours: 2, rate: 5_000, cost: 10_000 },
  })
}

/**
 * Service: A 30 × 24 − 1 (clocks) = 719, B 20 × 24 = 480, C 10 × 24 − 1 = 239; together 1438 h.
 * Down: A 10th 08:00 to 11th 02:00 (orders and status, once) 18 + 20th 6 + 30th 20:00–24:00 4 = 28, C its last day 24; 52 h.
 * Failures: the two overlapping orders of the 10th are one, the 20th, the 30th; 3. Their downtime 15 + 6 + 4 = 25 h; work in
 * progress (2 + 2 + 4) + 4 + 2 = 14 h; repaired within September 2. Operating: A by meter 300, B 480, C 239 − 24 = 215; 995 h.
 */
const expected: Record<string, [value: number, n: number]> = {
  uptime: [1438 - 52, 3],
  downtime: [52, 3],
  availability: [(100 * 1386) / 1438, 3],
  failures: [3, 3],
  mtbf: [995 / 3, 3],
  mttr: [14 / 2, 2],
  mdt: [25 / 3, 3],
  availability_inherent: [(100 * (995 / 3)) / (995 / 3 + 7), 3],
  // Waits of 2, 2, 2, 2, 24, 48 and 130 h: the middle one, and 0.9 × 6 = 5.4 places up: 48 + 0.4 × 82.
  response_time: [2, 7],
  response_time_p90: [80.8, 7],
  // Windows that closed: completed on the 14th of 12–16 inside, on the 25th of 20–24 late.
  pm_compliance: [50, 2],
  schedule_compliance: [100, 2],
  // Hours completed 4 + 4 + 4 + 4 + 2 + 2 = 20: planned 4 + 2, reactive 4 + 4 + 4.
  planned_ratio: [30, 6],
  reactive_ratio: [60, 6],
  // Open on 1 October 00:00: the repair under way (no estimate), 9 h, and 6 h not approved; two operators of 45 h a week.
  backlog_ready: [9 / 90, 2],
  backlog_total: [15 / 90, 3],
  // Reported failures 5; the 20th repeats the mode of the 10th.
  rework: [20, 5],
  // 100,000 + 50,000 + 30,000 (A) + 20,000 + 10,000 + 5,000.
  cost: [215_000, 6],
  cost_per_hour: [180_000 / 300, 3],
  // (4 + 144 + 72) h / 3.
  mean_order_age: [220 / 3 / 24, 3],
  // 1,000 lay there for 359 h and 600 for 360 h; what came back in October is no part of it. Two lines counted, one right.
  stock_turns: [(400 * 365) / (719 / 24) / ((1000 * 359 + 600 * 360) / 719), 1],
  stockouts: [1, 1],
  stock_accuracy: [50, 2],
  utilisation: [(100 * 300) / 719, 1],
  oee: [((100 * 1386) / 1438) * (300 / 719), 1],
  coded_failures: [100 / 3, 3],
}

describe('September 2026, by hand', () => {
  let test: TestApp
  beforeAll(async () => {
    test = await openTestApp({ now: () => new Date(october('05 12:00')).toISOString() })
    const { db } = test.runtime.database
    const data = await world.masterData(db)
    const history = september(data.modes[0]!)
    await world.writeHistory(db, history, test.sites.north, data)
    await stockOf(db, history, test.sites.north, test.operator.personId)
  })
  afterAll(() => test.close())

  const period = 'from=2026-09-01&to=2026-09-30'
  const read = async (query = '') => (await test.admin.get(`/kpis?${period}${query}`)).body.items

  it('gives the figures of the arithmetic, and null for what nobody recorded', async () => {
    const items = await read()
    expect(items.map((item: { id: string }) => item.id).sort()).toEqual([...kpiIds].sort())
    for (const item of items) {
      const [value, n] = expected[item.id] ?? [null, 0]
      if (value === null) expect(item.value, item.id).toBeNull()
      else expect(item.value, item.id).toBeCloseTo(value, 6)
      if (expected[item.id]) expect(item.n, item.id).toBe(n)
    }
    expect(items.find((item: { id: string }) => item.id === 'mtbf').basis).toBe('MIXED')
  })

  it('gives each KPI alone as it gives it among all', async () => {
    const all = await read()
    for (const item of all) expect(await read(`&ids=${item.id}`), item.id).toEqual([item])
  })

  it('groups that add up to the whole', async () => {
    for (const groupBy of ['asset', 'site', 'type', 'month']) {
      const items = await read(`&groupBy=${groupBy}&ids=cost,failures,downtime`)
      const sum = (id: string) =>
        items.filter((i: { id: string }) => i.id === id).reduce((s: number, i: { value: number }) => s + i.value, 0)
      expect([sum('cost'), sum('failures'), sum('downtime')], groupBy).toEqual([215_000, 3, 52])
    }
  })

  it('opens the exact rows behind every number', async () => {
    for (const id of kpiIds) {
      const { body } = await test.admin.get(`/kpis/${id}/rows?${period}&limit=200`)
      const value = body.items.reduce((sum: number, row: { value: number }) => sum + row.value, 0)
      const base = body.items.reduce((sum: number, row: { base: number | null }) => sum + (row.base ?? 0), 0)
      const ratio = base > 0 ? value / base : null
      const wanted = expected[id]?.[0] ?? null
      if (wanted === null) expect(ratio, id).toBeNull()
      else if (['uptime', 'downtime', 'failures', 'cost', 'stockouts'].includes(id))
        expect(value, id).toBeCloseTo(wanted, 6)
      else if (id === 'availability_inherent') expect(ratio, id).toBeCloseTo(995 / 3, 6)
      else if (id.startsWith('backlog')) expect(value / 90, id).toBeCloseTo(wanted, 6)
      else if (id === 'oee') expect(100 * ratio!, id).toBeCloseTo(expected.availability![0], 6)
      // Its rows are what was issued; what lay there meanwhile is no record.
      else if (id === 'stock_turns') expect(body.items).toMatchObject([{ value: 400, part: { number: 'FLT-1' } }])
      else if (id.startsWith('response')) expect(body.items).toHaveLength(7)
      else expect(kpiCatalogue[id].unit === '%' ? 100 * ratio! : ratio, id).toBeCloseTo(wanted, 6)
    }
  })

  it('reads the rows page by page without losing one', async () => {
    const whole = (await test.admin.get(`/kpis/cost/rows?${period}`)).body.items
    const seen: unknown[] = []
    let cursor = ''
    do {
      const { body } = await test.admin.get(`/kpis/cost/rows?${period}&limit=2${cursor}`)
      seen.push(...body.items)
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
    } while (cursor)
    expect(seen).toEqual(whole)
    expect(seen).toHaveLength(6)
  })

  it('writes the same figures and rows as CSV', async () => {
    const items = await read()
    const english = { 'accept-language': 'en' }
    const records = async (path: string): Promise<Record<string, string>[]> =>
      parse((await test.admin.get(`${path}?${period}`, english)).body, { columns: true, bom: true })
    const file = await records('/kpis.csv')
    expect(file.map((line) => [line.id, line.Value, line.n, line['Lower 95%']])).toEqual(
      items.map((item: { id: string; value: number | null; n: number; lower?: number }) =>
        [item.id, item.value ?? '', item.n, item.lower ?? ''].map(String),
      ),
    )
    const rows = (await test.admin.get(`/kpis/cost/rows?${period}`)).body.items
    expect((await records('/kpis/cost/rows.csv')).map((line) => [line.Order, Number(line.Value)])).toEqual(
      rows.map((row: { order: { number: string }; value: number }) => [row.order.number, row.value]),
    )
  })

  it('compares with the period before', async () => {
    const items = (await test.admin.get('/kpis?from=2026-10-01&to=2026-10-31&ids=cost')).body
    expect(items.items[0]).toMatchObject({ value: 70_000, previous: 5_000 })
    // Four and a half days of October, so September only to the same hour: the inspection of the 3rd.
    expect(items.previousPeriod).toMatchObject({ from: '2026-09-01', to: '2026-09-05' })
  })

  it('shows a supervisor only the units of their sites, and an operator nothing', async () => {
    const own = (await test.supervisor.get(`/kpis?${period}&ids=failures,cost`)).body.items
    expect(own.map((item: { value: number }) => item.value)).toEqual([3, 215_000])
    const other = (await test.otherSupervisor.get(`/kpis?${period}&ids=availability,failures,cost`)).body.items
    expect(other.map((item: { value: number }) => item.value)).toEqual([null, 0, 0])
    expect((await test.otherSupervisor.get(`/kpis/cost/rows?${period}`)).body.items).toEqual([])
    expect((await test.otherSupervisor.get(`/kpis?${period}&ids=cost&assetId=${A}`)).body.items[0].value).toBe(0)
    expect((await test.operator.get(`/kpis?${period}`)).status).toBe(403)
  })

  it('refuses a period that ends before it begins', async () => {
    expect((await test.admin.get('/kpis?from=2026-09-30&to=2026-09-01')).status).toBe(400)
  })

  it('reports the same sums', async () => {
    const report = async (id: string) => (await test.admin.get(`/reports/${id}?${period}`)).body.rows
    const sum = (rows: { values: Record<string, number> }[], column: string) =>
      rows.reduce((total, row) => total + row.values[column]!, 0)
    for (const grouping of ['month', 'asset', 'type', 'orderType', 'mode', 'site']) {
      const { rows, total } = (await test.admin.get(`/reports/cost?${period}&groupBy=${grouping}`)).body
      expect([sum(rows, 'total'), total.total, total.orders], grouping).toEqual([215_000, 215_000, 6])
      for (const { key, values } of rows) {
        const narrowed = {
          month: '',
          asset: `assetId=${key}`,
          type: `typeId=${key}`,
          orderType: `orderTypeId=${key}`,
          mode: `mode=${key || '-'}`,
          site: `siteId=${key}&onlySite=true`,
        }[grouping]
        const drilled = await test.admin.get(`/kpis/cost/rows?${period}&${narrowed}`)
        expect(
          sum(
            drilled.body.items.map((values: object) => ({ values })),
            'value',
          ),
          grouping,
        ).toBe(values.total)
      }
    }
    expect(sum(await report('downtime'), 'downHours')).toBe(52)
    expect(sum(await report('failures'), 'failures')).toBe(3)
    expect(sum(await report('failures'), 'downHours')).toBe(25)
    const orders = await report('work-orders')
    expect([sum(orders, 'reported'), sum(orders, 'completed'), sum(orders, 'open')]).toEqual([11, 6, 3])
    expect(sum(await report('ageing'), 'orders')).toBe(3)
  })

  it('opens the records that each number of a report counts', async () => {
    const report = async (id: string) => (await test.admin.get(`/reports/${id}?${period}`)).body.rows
    const count = async (path: string) => (await test.admin.get(path)).body.items.length
    for (const { key, values } of await report('failures')) {
      expect(await count(`/kpis/failures/rows?${period}&mode=${key || '-'}`)).toBe(values.failures)
    }
    for (const { key, values } of await report('ageing')) {
      expect(await count(`/kpis/mean_order_age/rows?${period}&priority=${key}`)).toBe(values.orders)
    }
    for (const { key, values } of await report('work-orders')) {
      const [from, to] = [...period.matchAll(/\d{4}-\d\d-\d\d/g)].map(([day]) => day)
      expect(await count(`/work-orders?category=${key}&reportedFrom=${from}&reportedTo=${to}`)).toBe(values.reported)
      const done = `status=COMPLETED,CLOSED&completedFrom=${from}&completedTo=${to}`
      expect(await count(`/work-orders?category=${key}&${done}`)).toBe(values.completed)
      expect(await count(`/kpis/backlog_total/rows?${period}&category=${key}`)).toBe(values.open)
    }
    const quarter = 'from=2026-08-01&to=2026-10-31'
    const grouped = async (groupBy: string, when = period) =>
      (await test.admin.get(`/reports/work-orders?${when}&groupBy=${groupBy}`)).body
    const [sites, months] = [await grouped('site'), await grouped('month', quarter)]
    expect(months.rows.map(({ key }: { key: string }) => key)).toEqual(['2026-08', '2026-09', '2026-10'])
    for (const { key, values } of sites.rows) {
      const [from, to] = [...period.matchAll(/\d{4}-\d\d-\d\d/g)].map(([day]) => day)
      const path = `/work-orders?unitSiteId=${key}&limit=200`
      expect(await count(`${path}&reportedFrom=${from}&reportedTo=${to}`)).toBe(values.reported)
      expect(await count(`/kpis/backlog_total/rows?${period}&siteId=${key}&onlySite=true`)).toBe(values.open)
    }
    expect(await count(`/work-orders?unitSiteId=${test.sites.south}`)).toBe(0)
    for (const { key, values } of months.rows) {
      const [from, to] = [`${key}-01`, `${key}-${new Date(Date.UTC(+key.slice(0, 4), +key.slice(5), 0)).getUTCDate()}`]
      expect(await count(`/work-orders?reportedFrom=${from}&reportedTo=${to}&limit=200`)).toBe(values.reported)
      const done = `status=COMPLETED,CLOSED&completedFrom=${from}&completedTo=${to}`
      expect(await count(`/work-orders?${done}`)).toBe(values.completed)
      expect(await count(`/kpis/backlog_total/rows?from=${from}&to=${to}`)).toBe(values.open)
    }
    expect(sites.total).toEqual((await grouped('category')).total)
    expect(months.total).toEqual((await grouped('category', quarter)).total)
    const refused = await test.admin.get(`/kpis/uptime/rows?${period}&mode=LEAK`)
    expect(refused.body).toMatchObject({ status: 400, errors: [{ field: 'mode', code: 'notApplicable' }] })
  })

  it('says the same in JSON, CSV, a spreadsheet and on paper, whatever the report and its grouping', async () => {
    const english = { 'accept-language': 'en' }
    for (const id of reportIds) {
      for (const groupBy of groupingsOf(id)) {
        const asked = `${period}&groupBy=${groupBy}`
        const { status, body } = await test.admin.get(`/reports/${id}?${asked}`, english)
        expect(status, `${id} ${groupBy}`).toBe(200)
        const report: Report = body
        const columns = shownColumns(report)
        const numbers = report.rows.map(({ values }) => columns.map(([column]) => values[column] ?? null))
        const file = async (ending: string) =>
          (await test.admin.get(`/reports/${id}/file.${ending}?${asked}`, english)).body

        const [, ...lines]: string[][] = parse(await file('csv'), { bom: true })
        expect(lines.map(([, ...cells]) => cells.map((cell) => (cell === '' ? null : Number(cell))))).toEqual(numbers)
        const book = new exceljs.Workbook()
        await book.xlsx.load(await file('xlsx'))
        const rows = book.worksheets[0]!.getSheetValues().slice(2) as (string | number | null)[][]
        expect(rows.map((row) => columns.map((_, i) => row[i + 2] ?? null))).toEqual(numbers)
        const paper = pdfTexts(await file('pdf'))
          .join('')
          .replaceAll(/\s/g, '')
        for (const [i, row] of numbers.entries()) {
          const said = row.map((value, c) => (value === null ? '—' : figureText(columns[c]![1], value, 'en', 'CLP')))
          const label = lines[i]![0]!
          expect(paper, `${id} ${groupBy}`).toContain((label + said.join('')).replaceAll(/\s/g, ''))
        }
      }
    }
  })

  it('gives each KPI on paper as its card says it', async () => {
    const paper = pdfTexts((await test.admin.get(`/kpis.pdf?${period}`, { 'accept-language': 'en' })).body).join(' ')
    const said = paper.replaceAll(/\s/g, '')
    expect(said).toContain('CostCLP215,000')
    expect(said).toContain('Availability96.4%')
    expect(said).toContain('Downtime52h')
  })

  it('counts parts, labour and stock by their records', async () => {
    const report = async (id: string, query = '') => (await test.admin.get(`/reports/${id}?${period}${query}`)).body
    for (const groupBy of ['part', 'asset', 'type', 'order', 'month']) {
      const { rows, total } = await report('parts', `&groupBy=${groupBy}`)
      expect([rows.length, total.value], groupBy).toEqual([1, 400])
      const drilled = await test.admin.get(`/reports/parts/rows?${period}&groupBy=${groupBy}&key=${rows[0].key}`)
      expect(drilled.body.items).toMatchObject([
        { movement: 'ISSUE', quantity: 4, value: 400, part: { number: 'FLT-1' } },
      ])
    }
    const stock = await report('stock')
    expect(stock.total).toEqual({ value: 600, opening: 1000, received: 0, issued: 400, other: 0 })
    expect((await test.admin.get(`/reports/stock/rows?${period}`)).body.items).toHaveLength(1)
    const { rows } = await report('workload')
    const own = rows.find(({ key }: { key: string }) => key === test.operator.personId)
    // 45 h a week for 719 h.
    expect(own.values).toMatchObject({
      hours: 2,
      availableHours: (45 * 719) / 168,
      load: (100 * 2) / ((45 * 719) / 168),
    })
    const entries = await test.admin.get(`/reports/workload/rows?${period}&key=${own.key}`)
    expect(entries.body.items).toMatchObject([{ quantity: 2, value: 10_000, movement: null }])
    expect((await test.admin.get(`/kpis/stock_accuracy/rows?${period}`)).body.items).toHaveLength(2)
    expect((await test.admin.get(`/kpis?${period}&ids=stock_turns&groupBy=type`)).body.items[0].value).toBeNull()
    const refused = await test.admin.get(`/reports/stock?${period}&typeId=${v7()}`)
    expect(refused.body).toMatchObject({ status: 400, errors: [{ field: 'typeId', code: 'notApplicable' }] })
    expect((await test.admin.get('/reports/pm?groupBy=mode')).body.errors).toMatchObject([{ field: 'groupBy' }])
    expect((await test.otherSupervisor.get(`/reports/parts?${period}`)).body.rows).toEqual([])
    expect((await test.otherSupervisor.get(`/reports/stock/rows?${period}`)).body.items).toEqual([])
  })

  it('gives the warehouses of a month alone what it gives them among others', async () => {
    const ids = 'ids=stock_turns,stockouts,stock_accuracy'
    const months = (await test.admin.get(`/kpis?from=2026-08-01&to=2026-10-31&groupBy=month&${ids}`)).body.items
    for (const [month, last] of [
      ['2026-08', '31'],
      ['2026-09', '30'],
      ['2026-10', '31'],
    ]) {
      const alone = (await test.admin.get(`/kpis?from=${month}-01&to=${month}-${last}&${ids}`)).body.items
      const among = months.filter(({ group }: { group: { key: string } }) => group.key === month)
      expect(among).toHaveLength(3)
      for (const [i, { id, value, n }] of among.entries()) {
        expect(alone[i]).toMatchObject({ id, n })
        if (value === null) expect(alone[i].value).toBeNull()
        else expect(alone[i].value).toBeCloseTo(value, 6)
      }
    }
  })

  it('adds quotients up by their parts', async () => {
    const { rows, total } = (await test.admin.get(`/reports/downtime?${period}`)).body
    expect(rows).toHaveLength(3)
    expect(total.availability).toBeCloseTo((100 * 1386) / 1438, 6)
    const cost = (await test.admin.get(`/reports/cost?${period}&groupBy=asset`)).body
    expect(cost.rows[0].values.perHour).toBeCloseTo(600, 6)
    expect(Object.keys(cost.total)).toEqual(Object.keys(columnsOf('cost')))
    expect((await test.admin.get(`/reports/pm?${period}`)).body.total).toMatchObject({
      compliance: 50,
      closed: 2,
      missed: 1,
    })
  })

  it('lists the orders of a type of unit, with those of its components when asked', async () => {
    const types = await test.runtime.database.db.rows<{ id: string; orders: number }>(sql`
      SELECT a.type_id AS id, count(*)::int AS orders FROM work_order w JOIN asset a ON a.id = w.asset_id GROUP BY a.type_id`)
    expect(types.length).toBeGreaterThan(0)
    for (const { id, orders } of types) {
      const { body } = await test.admin.get(`/work-orders?assetTypeId=${id}&limit=200`)
      expect(body.items).toHaveLength(orders)
    }
    const none = await test.admin.get(`/work-orders?assetTypeId=${test.sites.north}&components=true`)
    expect(none.body.items).toEqual([])
  })

  it('tells a planner what is down and open, and an operator their own orders', async () => {
    const { status, body } = await test.supervisor.get('/dashboard')
    expect(status).toBe(200)
    expect(body).toMatchObject({ kind: 'PLANNER', down: { total: 0, units: 2 }, orders: { open: 2, unassigned: 2 } })
    expect(body.capacity).toHaveLength(2)
    const { items } = (await test.supervisor.get('/kpis?ids=downtime&groupBy=asset&from=2026-09-06&to=2026-10-05')).body
    const down = items
      .map(({ value, group }: { value: number; group: { label: string } }) => [group.label, value])
      .filter(([, hours]: [string, number]) => hours > 0)
    expect(
      body.worst.map((unit: { asset: { code: string }; downHours: number }) => [unit.asset.code, unit.downHours]),
    ).toEqual(down.sort((a: [string, number], b: [string, number]) => b[1] - a[1]))
    const own = await test.operator.get('/dashboard')
    expect(own).toMatchObject({ status: 200, body: { kind: 'OPERATOR', orders: [] } })
  })

  it('shows a unit that stands still with the order it waits for, not with the newest', async () => {
    const { db } = test.runtime.database
    const data = await world.masterData(db)
    const waitsFor = async (...orders: world.OrderFacts[]) => {
      await world.writeOrders(db, orders, test.sites.north, data)
      // An answer is kept until somebody writes.
      await test.admin.post(`/work-orders/${orders[0]!.id}/comments`, { text: 'Se espera repuesto' })
      return (await test.supervisor.get('/dashboard')).body.down.items.map(
        (item: { order: { id: string } }) => item.order.id,
      )
    }
    await db.rows(sql`UPDATE asset SET status = 'STOPPED' WHERE id = ${A}`)
    const open = (reported: string, facts: Partial<world.OrderFacts>) =>
      world.plainOrder(A, { status: 'PENDING', reportedAt: at(reported), ...facts })
    const repair = open('23 00:00', {})
    expect(await waitsFor(repair)).toEqual([repair.id])
    const service = open('22 00:00', { category: 'PREVENTIVE', downtimeFrom: at('22 00:00') })
    expect(await waitsFor(service)).toEqual([service.id])
    expect(await waitsFor(open('29 00:00', { downtimeFrom: at('29 00:00'), downtimeTo: at('29 02:00') }))).toEqual([
      service.id,
    ])
  })
})
