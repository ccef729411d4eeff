import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CreatePlan } from '../../../contract/plans.ts'
import { addDays } from '../../../domain/civil-time.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { testServer } from '../../testing/database.ts'
import { generateOrders } from './generator.ts'
import { longSessions, nested, workshop } from './testing.ts'

const start = '2027-08-20T12:00:00.000Z'
const clock = { now: start }
const at = (day: number) => `${addDays('2027-08-20', day)}T15:00:00.000Z`
let test: TestApp
let shop: ReturnType<typeof workshop>
beforeAll(async () => {
  test = await openTestApp({ now: () => clock.now, env: longSessions, connections: 20 })
  shop = workshop(test, clock)
})
afterAll(() => test.close())

const anyPlan: fc.Arbitrary<Partial<CreatePlan>> = fc
  .record({
    calendar: fc.option(fc.constantFrom({ every: 1, unit: 'week' as const }, { every: 1, unit: 'month' as const })),
    meter: fc.option(fc.constant({ every: 250, kind: 'HOURS' as const })),
    mode: fc.constantFrom('FIXED' as const, 'FLOATING' as const),
    startsOn: fc.constantFrom('2027-08-31', '2027-09-05'),
    tolerance: fc.constantFrom(0, 10),
    leadDays: fc.constantFrom(0, 7),
    workingDays: fc.boolean(),
    levels: fc.constant(nested),
  })
  .filter(({ calendar, meter }) => calendar !== null || meter !== null)

const step = fc.record({
  days: fc.integer({ min: 1, max: 25 }),
  hours: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constant(590)),
  deed: fc.constantFrom('complete', 'complete', 'cancel', 'skip', 'nothing'),
})

interface Turn {
  sequence: number
  nominalOn: string | null
  meter: number | null
}

describe('for any plan, use and work, over the change of clocks', () => {
  it('never two open orders, and no turn left out', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan, fc.array(step, { minLength: 3, maxLength: 6 }), async (given, steps) => {
        clock.now = start
        const assetId = await shop.addUnit()
        await shop.read(assetId, 0)
        const { id } = await shop.plan({ assetId, ...given })
        let [day, hours] = [0, 0]
        for (const { days, hours: gained, deed } of steps) {
          day += days
          hours += Math.min(gained, days * 24)
          clock.now = at(day)
          await shop.read(assetId, hours)
          // As many workers as there may be, and the same worker again.
          await Promise.all([1, 2, 3].map(() => generateOrders(test.runtime, 'test')))
          expect((await generateOrders(test.runtime, 'test')).opened).toBe(0)
          const open = (await shop.orders(id)).filter(({ status }) => status === 'PENDING')
          expect(open.length).toBeLessThanOrEqual(1)
          if (open[0] && deed === 'complete') await shop.complete(open[0].id)
          if (open[0] && deed === 'cancel') await shop.cancel(open[0].id)
          if (!open[0] && deed === 'skip') {
            await test.admin.post(`/plans/${id}/units/${assetId}/skip`, { reason: 'No hace falta' })
          }
        }
        const turns = await test.runtime.database.db.rows<Turn>(sql`
          SELECT sequence, nominal_on AS "nominalOn", due_meter AS meter FROM maintenance_due
          WHERE plan_id = ${id} ORDER BY sequence`)
        turns.forEach((turn, i) => {
          expect(turn.sequence).toBe(i + 1)
          const before = turns[i - 1]
          if (!before || given.mode !== 'FIXED' || (given.calendar && given.meter)) return
          if (given.meter) expect(turn.meter).toBe(before.meter! + 250)
          else if (given.calendar!.unit === 'week') expect(turn.nominalOn).toBe(addDays(before.nominalOn!, 7))
          else expect(turn.nominalOn!.slice(5, 7)).toBe(addDays(`${before.nominalOn!.slice(0, 8)}28`, 5).slice(5, 7))
        })
        await test.admin.post(`/plans/${id}/archive`)
      }),
      { numRuns: 12 },
    )
  })

  it('the database itself refuses a second open order', async () => {
    clock.now = start
    const assetId = await shop.addUnit()
    const { id } = await shop.plan({ assetId, startsOn: '2027-08-20' })
    await shop.generate()
    const twin = sql`INSERT INTO work_order (id, number, title, asset_id, site_id, type_id, category, priority, reported_at, plan_id)
      SELECT gen_random_uuid(), 'OT-X', title, asset_id, site_id, type_id, category, priority, reported_at, plan_id
      FROM work_order WHERE plan_id = ${id}`
    await expect(test.runtime.database.db.rows(twin)).rejects.toThrow()
  })
})

describe.skipIf(!testServer)('at the same time', () => {
  it('ten workers over forty units open forty orders', async () => {
    clock.now = start
    const site = await test.admin.post('/sites', { code: 'TALLER', name: 'Taller' })
    const types = (await test.admin.get('/asset-types')).body.items
    const typeId = types.find(({ code }: { code: string }) => code === 'BACKHOE').id
    await Promise.all(Array.from({ length: 40 }, () => shop.addUnit(site.body.id)))
    const { id } = await shop.plan({ typeId, siteId: site.body.id, startsOn: '2027-08-20' })
    const runs = await Promise.all(Array.from({ length: 10 }, () => generateOrders(test.runtime, 'test')))
    expect(runs.reduce((sum, { opened }) => sum + opened, 0)).toBe(40)
    expect(runs.every(({ failed }) => failed === 0)).toBe(true)
    const orders = await shop.orders(id)
    expect(new Set(orders.map(({ assetId }) => assetId)).size).toBe(40)
    expect(orders).toHaveLength(40)
  })
})
