import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stockState } from '../../../domain/stock.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit, orderTypeId } from '../../testing/orders.ts'
import { addPart, stockUp } from '../../testing/parts.ts'

let test: TestApp
beforeAll(async () => {
  test = await openTestApp()
})
afterAll(() => test.close())

const level = async (partId: string, by = test.admin) => (await by.get(`/parts/${partId}`)).body.levels[0]

describe('parts', () => {
  it('are the company’s; their stock is the site’s', async () => {
    const id = await addPart(test, { number: 'flt-900', description: 'Filtro de aceite', leadTimeDays: 12 })
    await stockUp(test, id, 4)
    await stockUp(test, id, 6, 1_000, test.sites.south)
    expect((await test.admin.get(`/parts/${id}`)).body).toMatchObject({ number: 'FLT-900', onHand: 10, value: 10_000 })
    const mine = (await test.supervisor.get(`/parts/${id}`)).body
    expect(mine).toMatchObject({ onHand: 4, levels: [{ site: { code: 'NORTE' }, onHand: 4, unitCost: 1_000 }] })
    expect(mine.levels).toHaveLength(1)
    const found = (await test.supervisor.get('/parts?q=aceite')).body.items
    expect(found).toMatchObject([{ number: 'FLT-900', onHand: 4, state: 'OK' }])
  })

  it('show operators no money', async () => {
    const id = await addPart(test)
    await stockUp(test, id, 3)
    const seen = JSON.stringify([
      (await test.operator.get(`/parts/${id}`)).body,
      (await test.operator.get('/parts')).body,
    ])
    expect(seen).toContain('"onHand":3')
    expect(seen).not.toMatch(/cost|value|price/i)
    expect((await test.operator.get(`/parts/${id}/movements`)).status).toBe(403)
    expect((await test.operator.get('/parts/export.csv')).status).toBe(403)
  })

  it('refuse a number in use, a unit that was booked in, and an older version', async () => {
    const id = await addPart(test, { number: 'UNICO' })
    const duplicate = await test.admin.post('/parts', { number: 'unico', description: 'Otro', unit: 'UNIT' })
    expect(duplicate.body.errors).toMatchObject([{ field: 'number', code: 'duplicate' }])
    await stockUp(test, id, 1)
    const unit = await test.admin.patch(`/parts/${id}`, { unit: 'LITRE' })
    expect(unit.body.errors).toMatchObject([{ field: 'unit', code: 'inUse' }])
    expect((await test.admin.patch(`/parts/${id}`, { notes: 'a' })).body).toMatchObject({ notes: 'a', version: 2 })
    expect((await test.admin.patch(`/parts/${id}`, { notes: 'b' }, { 'if-match': '"1"' })).status).toBe(412)
  })

  it('serve instead of each other, both ways, and fit types of unit', async () => {
    const [types] = [(await test.admin.get('/asset-types')).body.items]
    const one = await addPart(test, { assetTypeIds: [types[0].id] })
    const other = await addPart(test, { equivalentIds: [one] })
    await stockUp(test, other, 2)
    expect((await test.admin.get(`/parts/${one}`)).body).toMatchObject({
      equivalents: [{ id: other, available: 2 }],
      assetTypes: [{ id: types[0].id }],
    })
    const ids = async (typeId: string) =>
      (await test.admin.get(`/parts?assetTypeId=${typeId}&limit=200`)).body.items.map((part: { id: string }) => part.id)
    expect(await ids(types[0].id)).toEqual(expect.arrayContaining([one, other]))
    expect(await ids(types[1].id)).not.toContain(one)
    const itself = await test.admin.patch(`/parts/${one}`, { equivalentIds: [one] })
    expect(itself.body.errors).toMatchObject([{ field: 'equivalentIds', code: 'cycle' }])
  })

  it('stay while there is stock, and leave the list once archived', async () => {
    const id = await addPart(test, { number: 'VIEJO' })
    await stockUp(test, id, 1)
    const refused = await test.admin.post(`/parts/${id}/archive`)
    expect(refused.body).toMatchObject({ code: 'record.referenced', title: expect.stringContaining('existencias') })
    await test.admin.post(`/parts/${id}/adjustments`, { siteId: test.sites.north, counted: 0, reason: 'Botado' })
    expect((await test.admin.post(`/parts/${id}/archive`)).body.archivedAt).not.toBeNull()
    expect((await test.admin.get('/parts?q=VIEJO')).body.items).toEqual([])
    expect((await stockUp(test, id, 1)).body.code).toBe('record.archived')
  })

  it('go into files as the list shows them', async () => {
    await addPart(test, { number: '=1+1', description: 'Perno; largo' })
    const { body, headers } = await test.admin.get('/parts/export.csv?q=Perno')
    expect(headers['content-disposition']).toMatch(/repuestos-\d{4}-\d\d-\d\d\.csv/)
    const [head, row] = body.toString('utf8').split('\r\n')
    expect(head).toContain('Código;Descripción;Unidad;Estado')
    expect(row).toContain(`'=1+1;"Perno; largo";unidad;sin existencias;0`)
    expect((await test.admin.get('/parts/export.xlsx')).body.subarray(0, 2).toString()).toBe('PK')
  })

  it('have labels to print', async () => {
    const ids = [await addPart(test), await addPart(test)]
    const { status, body } = await test.admin.get(`/parts/labels.pdf?ids=${ids.join(',')}`)
    expect([status, body.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  })
})

describe('the ledger', () => {
  it('corrects with a reason, moves between sites at cost, and says how much there was', async () => {
    const id = await addPart(test)
    await stockUp(test, id, 10, 100)
    await stockUp(test, id, 10, 201)
    const { north, south } = test.sites
    const transfer = await test.admin.post(`/parts/${id}/transfers`, {
      fromSiteId: north,
      toSiteId: south,
      quantity: 5,
    })
    expect(transfer.body.levels).toMatchObject([
      { onHand: 15, value: 2_258, unitCost: 151 },
      { onHand: 5, value: 753, unitCost: 151 },
    ])
    const unfounded = await test.admin.post(`/parts/${id}/adjustments`, { siteId: north, counted: 14.5 })
    expect(unfounded.body.errors).toMatchObject([{ field: 'reason', code: 'required' }])
    await test.admin.post(`/parts/${id}/adjustments`, { siteId: north, counted: 14.5, reason: 'Derrame' })
    const none = await test.admin.post(`/parts/${id}/adjustments`, { siteId: north, counted: 14.5, reason: 'Otra vez' })
    expect(none.body.code).toBe('stock.nothingToAdjust')
    const much = await test.admin.post(`/parts/${id}/transfers`, { fromSiteId: south, toSiteId: north, quantity: 6 })
    expect(much).toMatchObject({ status: 409, body: { code: 'stock.short', title: 'No alcanza: hay 5.' } })
    const movements = (await test.admin.get(`/parts/${id}/movements?siteId=${north}`)).body.items
    expect(movements).toMatchObject([
      { kind: 'ADJUSTMENT', quantity: -0.5, balance: 14.5, reason: 'Derrame', by: 'Ada Admin' },
      { kind: 'TRANSFER_OUT', quantity: -5, balance: 15 },
      { kind: 'RECEIPT', quantity: 10, balance: 20 },
      { kind: 'RECEIPT', quantity: 10, balance: 10 },
    ])
  })

  it('takes what is found where there was nothing at its last cost', async () => {
    const id = await addPart(test)
    await stockUp(test, id, 1, 700, test.sites.south)
    await test.admin.post(`/parts/${id}/adjustments`, { siteId: test.sites.north, counted: 2, reason: 'Aparecieron' })
    expect(await level(id, test.supervisor)).toMatchObject({ onHand: 2, value: 1_400 })
  })

  it.each([
    ['changed', sql`UPDATE stock_movement SET quantity = 100`],
    ['deleted', sql`DELETE FROM stock_movement`],
    ['passed by', sql`UPDATE part_stock SET on_hand = on_hand + 1`],
    [
      'begun with stock',
      sql`INSERT INTO part_stock (part_id, site_id, on_hand) SELECT p.id, t.id, 5 FROM part p, site t WHERE NOT EXISTS (
      SELECT FROM part_stock s WHERE s.part_id = p.id AND s.site_id = t.id) LIMIT 1`,
    ],
    [
      'driven below zero',
      sql`INSERT INTO stock_movement (id, part_id, site_id, kind, quantity, value, balance, at)
      SELECT gen_random_uuid(), part_id, site_id, 'TRANSFER_OUT', -on_hand - 1, 0, 0, now() FROM part_stock LIMIT 1`,
    ],
  ])('cannot be %s, not even by hand', async (_, statement) => {
    await stockUp(test, await addPart(test), 2)
    const refusal = await test.runtime.database.db.rows(statement).then(
      () => null,
      (error: { code?: string; cause?: { code?: string } }) => error.code ?? error.cause?.code,
    )
    expect(['23000', '23514']).toContain(refusal)
  })

  it('takes nothing back from an order that never had it', async () => {
    const part = await addPart(test)
    await stockUp(test, part, 5)
    const unit = await addUnit(test, test.sites.north, 'RE-77')
    const order = (
      await test.admin.post('/work-orders', {
        ...{
          title: 'Cambiar filtro',
          assetId: unit,
          typeId: await orderTypeId(test, 'CORRECTIVE'),
          priority: 'MEDIUM',
        },
      })
    ).body
    const returned = test.runtime.database.db.rows(sql`
      INSERT INTO stock_movement (id, part_id, site_id, kind, quantity, value, balance, work_order_id, at)
      VALUES (gen_random_uuid(), ${part}, ${test.sites.north}, 'RETURN', 1, 100, 6, ${order.id}, now())`)
    await expect(returned).rejects.toThrow('never took')
    expect(await level(part)).toMatchObject({ onHand: 5 })
  })

  it('is what the stock says, after everything above', async () => {
    const off = await test.runtime.database.db.rows(sql`
      SELECT s.part_id FROM part_stock s LEFT JOIN stock_movement m ON m.part_id = s.part_id AND m.site_id = s.site_id
      GROUP BY s.part_id, s.site_id, s.on_hand, s.value
      HAVING s.on_hand <> coalesce(sum(m.quantity), 0) OR s.value <> coalesce(sum(m.value), 0)`)
    expect(off).toEqual([])
  })
})

describe('low stock', () => {
  it('is told once, when it gets worse', async () => {
    const id = await addPart(test)
    await stockUp(test, id, 10)
    const siteId = test.sites.north
    const body = { bin: 'A-01', minStock: 2, reorderPoint: 4 }
    expect((await test.supervisor.put(`/parts/${id}/levels/${siteId}`, body)).body).toMatchObject({ state: 'OK' })
    const count = (counted: number) =>
      test.supervisor.post(`/parts/${id}/adjustments`, { siteId, counted, reason: 'Prueba' })
    for (const counted of [9, 4, 3, 1, 0, 5, 3]) await count(counted)
    const told = await test.runtime.database.db.rows<{ state: string }>(sql`
      SELECT changes::jsonb->'state'->>1 AS state FROM audit_entry
      WHERE entity_id = ${id} AND action = 'stock.low' ORDER BY seq`)
    expect(told.map(({ state }) => state)).toEqual(['REORDER', 'LOW', 'OUT', 'REORDER'])
    const low = (await test.supervisor.get('/parts?state=REORDER,LOW,OUT&limit=200')).body.items
    expect(low.map((part: { id: string }) => part.id)).toContain(id)
  })

  it('is the same rule in the database and in the domain', async () => {
    const amount = fc.integer({ min: 0, max: 6 })
    const positions = fc.sample(
      fc.record({ onHand: amount, reserved: amount, onOrder: amount, minStock: amount, reorderPoint: amount }),
      { numRuns: 500, seed: 5 },
    )
    const rows = await test.runtime.database.db.rows<{ state: string }>(sql`
      SELECT stock_state(a, b, c, d, e) AS state FROM jsonb_to_recordset(${JSON.stringify(
        positions.map((p, i) => ({ i, a: p.onHand, b: p.reserved, c: p.onOrder, d: p.minStock, e: p.reorderPoint })),
      )}::jsonb) AS x(i int, a numeric, b numeric, c numeric, d numeric, e numeric) ORDER BY i`)
    expect(rows.map(({ state }) => state)).toEqual(positions.map(stockState))
  })
})
