import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { chiSquareQuantile } from '../../../domain/chi-square.ts'
import { startOfDate } from '../../../domain/civil-time.ts'
import { openTestApp } from '../../testing/app.ts'
import * as world from './testing.ts'

const file = '../shared/data/histories/excavators/events.csv.gz'
const available = existsSync(file) || Boolean(process.env.CI)
if (!available) console.warn(`skipped: ${file} is not here`)

interface Event {
  asset: string
  date: string
  kind: string
  severity: string
}

const hour = 3_600_000

/** Each event as an order worked on for the four hours from 10:00 of its day; cost to the peso. */
function historyOf(events: Event[]): { history: world.History; ids: Map<string, string> } {
  const ids = new Map([...new Set(events.map((event) => event.asset))].sort().map((asset) => [asset, v7()]))
  const firstDays = new Map<string, string>()
  for (const { asset, date } of events) {
    const first = firstDays.get(asset)
    if (!first || date < first) firstDays.set(asset, date)
  }
  const orders = events.map(({ asset, date, kind, severity }) => {
    const at = startOfDate(date, world.zone) + 10 * hour
    return world.plainOrder(ids.get(asset)!, {
      category: kind === 'failure' ? 'CORRECTIVE' : kind === 'pm' ? 'PREVENTIVE' : 'INSPECTION',
      ...{
        reportedAt: at,
        startedAt: at,
        completedAt: at + 4 * hour,
        hoursWorked: 4,
        cost: Math.round(Number(severity) || 0),
      },
    })
  })
  const units = [...ids].map(([code, id]) => ({
    ...{ id, code, commissionedOn: firstDays.get(code)!, archivedAt: null },
    createdAt: startOfDate('2026-11-24', world.zone),
  }))
  return { history: { units, states: [], readings: [], orders }, ids }
}

describe.skipIf(!available)('a real history of five excavators', () => {
  it('has the failures, cost and MTBF that counting its file gives', async () => {
    const events: Event[] = parse(gunzipSync(readFileSync(file)), { columns: true })
    const test = await openTestApp({ now: () => '2026-11-24T12:00:00Z' })
    try {
      const { db } = test.runtime.database
      const data = await world.masterData(db)
      const { history } = historyOf(events)
      await world.writeHistory(db, { ...history, orders: [] }, test.sites.north, data)
      for (let i = 0; i < history.orders.length; i += 500) {
        await world.writeOrders(db, history.orders.slice(i, i + 500), test.sites.north, data)
      }
      // Counted from the file alone: no SQL, no domain code.
      const counted = (asset: string, year: string, kinds: string[]) =>
        events.filter((e) => e.asset === asset && e.date.startsWith(year) && kinds.includes(e.kind))
      const years = [...new Set(events.map((event) => event.date.slice(0, 4)))].sort()
      for (const year of years) {
        const { items } = (
          await test.admin.get(
            `/kpis?from=${year}-01-01&to=${year}-12-31&groupBy=asset&ids=failures,cost,mtbf,mttr,mdt`,
          )
        ).body
        for (const asset of ['A', 'B', 'C', 'D', 'E']) {
          const of = (id: string) =>
            items.find((i: { id: string; group: { label: string } }) => i.id === id && i.group.label === asset)
          const failed = counted(asset, year, ['failure'])
          expect(of('failures').value, `${asset} ${year}`).toBe(failed.length)
          const cost = counted(asset, year, ['failure', 'pm', 'finding', 'other'])
          expect(of('cost').value, `${asset} ${year}`).toBe(
            cost.reduce((s, e) => s + Math.round(Number(e.severity) || 0), 0),
          )
          expect([of('mttr').value, of('mdt').value], 'nobody recorded work or downtime').toEqual([null, null])
          const hours = hoursInService(events, asset, year)
          if (hours === 0) expect(of('mtbf').value).toBeNull()
          else if (failed.length > 0) expect(of('mtbf').value, `${asset} ${year}`).toBeCloseTo(hours / failed.length, 6)
          else expect(of('mtbf').lower).toBeCloseTo((2 * hours) / chiSquareQuantile(0.95, 2), 6)
        }
      }
      const whole = (await test.admin.get('/kpis?from=2001-01-01&to=2012-12-31&ids=failures')).body.items[0]
      expect(whole.value).toBe(events.filter((event) => event.kind === 'failure').length)
    } finally {
      await test.close()
    }
  })
})

/** Civil hours of a year, from the unit's first record on, by the calendar of the zone. */
function hoursInService(events: Event[], asset: string, year: string): number {
  const first = events
    .filter((event) => event.asset === asset)
    .map((event) => event.date)
    .sort()[0]!
  const from = first > `${year}-01-01` ? first : `${year}-01-01`
  const end = startOfDate(`${Number(year) + 1}-01-01`, world.zone)
  return Math.max(0, (end - startOfDate(from, world.zone)) / hour)
}
