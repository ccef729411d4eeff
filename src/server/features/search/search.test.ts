import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { asset } from '../fleet/tables.ts'
import { masterData, plainOrder, writeOrders } from '../kpis/testing.ts'
import { workOrder } from '../work-orders/tables.ts'
import { countWords, indexMissingOrders } from './commands.ts'
import { codesOf } from './queries.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const day = 86_400_000

describe('search', () => {
  let test: TestApp
  const units = { north: v7(), south: v7() }
  beforeAll(async () => {
    test = await openTestApp({ now: () => new Date(now).toISOString() })
    const { db } = test.runtime.database
    const data = await masterData(db)
    const unit = (id: string, siteId: string, code: string, plate: string, name: string) => ({
      ...{ id, siteId, code, plate, name, typeId: data.assetTypeId, statusSince: new Date(now).toISOString() },
    })
    await db.insert(asset).values([
      {
        ...unit(units.north, test.sites.north, 'RE-01', 'ABCD-12', 'Retroexcavadora Norte'),
        serialNumber: 'CAT0420',
      },
      unit(units.south, test.sites.south, 'RE-02', 'WXYZ-98', 'Retroexcavadora Sur'),
    ])
    const titles = ['Cambio de manguera hidráulica', 'Reparación de neumático', 'Revisión de frenos']
    for (const [place, id] of Object.entries(units)) {
      const orders = titles.map((_, i) => plainOrder(id, { reportedAt: now - i * day, status: 'PENDING' }))
      await writeOrders(db, orders, place === 'north' ? test.sites.north : test.sites.south, data)
      for (const [i, order] of orders.entries()) {
        await db
          .update(workOrder)
          .set({ title: titles[i]!, number: `OT-2026-000${place === 'north' ? 1 : 2}0${i}` })
          .where(sql`id = ${order.id}`)
      }
    }
    await db.rows(sql`UPDATE work_order SET assignee_id = ${test.operator.personId} WHERE number = 'OT-2026-000101'`)
    await countWords(db)
  })
  afterAll(() => test.close())

  const found = async (caller: Caller, q: string) =>
    (await caller.get(`/search?q=${encodeURIComponent(q)}&limit=20`)).body.items.map(
      (item: { code: string; match: string }) => `${item.code} ${item.match}`,
    )

  it.each([
    ['OT-2026-000101', 'OT-2026-000101 exact'],
    ['ot 2026-101', 'OT-2026-000101 exact'],
    ['101', 'OT-2026-000101 exact'],
    ['re-01', 'RE-01 exact'],
    ['RE01', 'RE-01 exact'],
    ['abcd12', 'RE-01 exact'],
    ['cat0420', 'RE-01 exact'],
    ['OT-2026-0001', 'OT-2026-000100 prefix'],
    ['hidraulica', 'OT-2026-000100 words'],
    ['MANGUERA hidr', 'OT-2026-000100 words'],
    ['neumático re-02', 'OT-2026-000201 words'],
    ['manguersa', 'OT-2026-000100 similar'],
    ['retroexcabadora', 'RE-01 similar'],
    ['frenso', 'OT-2026-000102 similar'],
  ])('%s finds %s', async (q, wanted) => {
    expect(await found(test.admin, q)).toContain(wanted)
  })

  it('puts the exact one first, then the newest', async () => {
    expect((await found(test.admin, '101'))[0]).toBe('OT-2026-000101 exact')
    expect((await found(test.admin, 'retroexcavadora')).slice(0, 2).sort()).toEqual(['RE-01 words', 'RE-02 words'])
  })

  it('finds parts by number, description and what their supplier calls them, for everybody', async () => {
    const { body } = await test.supervisor.post('/parts', {
      ...{ number: 'FIL-204', description: 'Filtro de aceite motor', unit: 'UNIT', supplierNumber: 'P55-0105' },
    })
    expect(await found(test.admin, 'fil204')).toEqual(['FIL-204 exact'])
    for (const q of ['FIL-2', 'p550105', 'aceite']) {
      expect((await found(test.otherOperator, q)).map((hit: string) => hit.split(' ')[0])).toEqual(['FIL-204'])
    }
    await test.runtime.database.db.rows(sql`UPDATE part SET description = 'Correa' WHERE id = ${body.id}`)
    expect(await found(test.admin, 'aceite')).toEqual([])
    expect(await found(test.admin, 'correa')).toEqual(['FIL-204 words'])
  })

  it('finds people for who may read them', async () => {
    expect(JSON.stringify(await found(test.supervisor, 'sofia'))).toContain('@faena.example words')
    expect(await found(test.operator, 'sofia')).toEqual([])
  })

  it('stays inside sites and own orders', async () => {
    expect(await found(test.otherSupervisor, 'OT-2026-000101')).toEqual([])
    expect((await found(test.supervisor, 'manguera')).map((text: string) => text.split(' ')[0])).toEqual([
      'OT-2026-000100',
    ])
    expect(await found(test.operator, 'manguera')).toEqual([])
    expect(await found(test.operator, 'neumatico')).toEqual(['OT-2026-000101 words'])
    expect(await found(test.operator, 'RE-01')).toContain('RE-01 exact')
    expect(await found(test.operator, 'RE-02')).toEqual([])
    expect(await found(test.otherOperator, 'RE-02')).toEqual([])
  })

  it('follows renamed units and orders, and answers signs and nonsense with nothing', async () => {
    const { db } = test.runtime.database
    await db.rows(sql`UPDATE asset SET code = 'MX-77' WHERE id = ${units.south}`)
    expect(await found(test.admin, 'MX-77')).toContain('MX-77 exact')
    expect(await found(test.admin, 'frenos mx77')).toEqual(['OT-2026-000202 words'])
    for (const q of ["'", '%_', ':*&|', '()', 'zzzzqqqq', '🚜', '--']) expect(await found(test.admin, q), q).toEqual([])
  })

  it('writes for orders that lost their documents what was written with them', async () => {
    const { db } = test.runtime.database
    const documents = () => db.rows(sql`SELECT d.*, d.words::text AS words FROM search_document d ORDER BY id`)
    const words = () => db.rows(sql`SELECT word FROM search_word ORDER BY word`)
    const before = [await documents(), await words()]
    await db.rows(sql`DELETE FROM search_document WHERE kind = 'workOrder'`)
    await db.rows(sql`DELETE FROM search_word WHERE word = 'frenos'`)
    await indexMissingOrders(db)
    expect([await documents(), await words()]).toEqual(before)
    await countWords(db)
  })

  it('a common word is found from the newest order back', async () => {
    const { db } = test.runtime.database
    await db.rows(sql`UPDATE search_word SET uses = 100000 WHERE word IN ('revision', 'frenos')`)
    expect(await found(test.admin, 'revision de frenos')).toEqual(['OT-2026-000102 words', 'OT-2026-000202 words'])
  })
})

describe('codes', () => {
  it.each([
    ['123', 'ot2026000123'],
    ['123', 'ot2020000123'],
    ['2025-7', 'ot2025000007'],
    ['OT 2025 7', 'ot2025000007'],
    ['ot-2026-000123', 'ot2026000123'],
    ['RE-01', 're01'],
  ])('%s may stand for %s', (text, code) => {
    expect(codesOf(text, 2026)).toContain(code)
  })
})
