import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { CreatePlan } from '../../../contract/plans.ts'
import type { TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/orders.ts'
import { generateOrders, refreshWindows } from './generator.ts'

/** A plan's body with the given fields over a monthly one. */
export const planBody = (given: Partial<CreatePlan>): CreatePlan => ({
  name: 'Mantención',
  calendar: { every: 1, unit: 'month' },
  meter: null,
  mode: 'FIXED',
  startsOn: '2026-03-31',
  meterStart: 0,
  tolerance: 10,
  leadDays: 0,
  months: [],
  workingDays: false,
  priority: 'MEDIUM',
  levels: [{ name: 'Servicio', multiple: 1, tasks: [{ text: 'Engrasar', hours: 1 }], parts: [] }],
  ...given,
})

export const nested = [
  { name: '250 h', multiple: 1, tasks: [{ text: 'Cambiar aceite', hours: 1 }], parts: [] },
  {
    name: '500 h',
    multiple: 2,
    tasks: [
      { text: 'Cambiar aceite', hours: 1.5 },
      { text: 'Filtros', hours: 0.5 },
    ],
    parts: [],
  },
  { name: '1000 h', multiple: 4, tasks: [{ text: 'Aceite hidráulico', hours: 3 }], parts: [] },
]

export const everyTwoHundredFifty = {
  calendar: null,
  meter: { every: 250, kind: 'HOURS' as const },
  startsOn: '2026-01-01',
  levels: nested,
}

interface OpenedOrder {
  id: string
  number: string
  title: string
  status: string
  assetId: string
  dueAt: string | null
  windowFrom: string | null
  windowTo: string | null
  hours: number | null
  tasks: string[] | null
}

/** Sessions that outlast a test whose clock runs for months. */
export const longSessions = { JWT_ACCESS_TOKEN_LIFETIME: '525600', JWT_REFRESH_TOKEN_LIFETIME: '525600' }

/** A workshop whose clock the test moves: a backhoe, its readings, its orders. */
export function workshop(test: TestApp, clock: { now: string }) {
  return {
    /** A backhoe that joins the fleet at the test's hour. */
    async addUnit(siteId = test.sites.north) {
      const id = await addUnit(test, siteId, `RE-${v7().slice(-8)}`)
      await test.runtime.database.db.rows(sql`UPDATE asset SET created_at = ${clock.now} WHERE id = ${id}`)
      return id
    },
    async plan(given: Partial<CreatePlan>) {
      const answer = await test.admin.post('/plans', planBody(given))
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
      return answer.body as { id: string; version: number }
    },
    read: (assetId: string, value: number, at = clock.now) =>
      test.admin.post(`/assets/${assetId}/readings`, { meter: 'HOURS', at, value }),
    async generate(at = clock.now) {
      clock.now = at
      await refreshWindows(test.runtime)
      return generateOrders(test.runtime, 'test')
    },
    /** The orders a plan has opened, the oldest first. */
    orders: (planId: string) =>
      test.runtime.database.db.rows<OpenedOrder>(sql`
        SELECT w.id, w.number, w.title, w.status, w.asset_id AS "assetId", w.due_at AS "dueAt", w.window_from AS "windowFrom",
          w.window_to AS "windowTo", w.estimated_hours AS hours,
          (SELECT json_agg(k.text ORDER BY k.position) FROM work_order_task k WHERE k.work_order_id = w.id) AS tasks
        FROM work_order w WHERE w.plan_id = ${planId} ORDER BY w.number`),
    async complete(id: string, at = clock.now) {
      clock.now = at
      await test.admin.post(`/work-orders/${id}/start`, {})
      const done = await test.admin.post(`/work-orders/${id}/complete`, { notes: 'Hecho', hours: 0.01 })
      if (done.status !== 200) throw new Error(JSON.stringify(done.body))
    },
    cancel: (id: string) => test.admin.post(`/work-orders/${id}/cancel`, { reason: 'No corresponde' }),
  }
}
