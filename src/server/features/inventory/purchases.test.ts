import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { testServer } from '../../testing/database.ts'
import { addPart } from '../../testing/parts.ts'

let test: TestApp
let supplierId: string
beforeAll(async () => {
  test = await openTestApp({ env: { PURCHASE_APPROVAL_LIMIT: '100000', RECEIPT_TOLERANCE: '10' } })
  supplierId = (await test.admin.post('/suppliers', { name: 'Filtros del Norte', rut: '76.086.428-5' })).body.id
})
afterAll(() => test.close())

type Line = { id: string }

async function request(quantities: number[], by = test.supervisor) {
  const lines = []
  for (const quantity of quantities) lines.push({ partId: await addPart(test), quantity })
  const { body } = await by.post('/purchases', { siteId: by.siteId ?? test.sites.north, lines })
  return { body, lines, id: body.id as string }
}
async function order(quantities: number[], unitPrice: number, by = test.supervisor) {
  const { body, ...asked } = await request(quantities, by)
  const lines = body.lines.map((line: Line, i: number) => ({ lineId: line.id, quantity: quantities[i], unitPrice }))
  return {
    ...asked,
    lineIds: body.lines.map(({ id }: Line) => id) as string[],
    ordered: await by.post(`/purchases/${asked.id}/order`, { supplierId, lines }),
  }
}
const receive = (id: string, lineId: string, quantity: number, document?: string) =>
  test.supervisor.post(`/purchases/${id}/receipts`, {
    lines: [{ lineId, quantity }],
    ...(document ? { document } : {}),
  })

describe('a purchase', () => {
  it('goes from the request to the order and, in parts, into stock at its price', async () => {
    const { id, lines, lineIds, ordered } = await order([10, 4], 1_500)
    expect(ordered.body).toMatchObject({
      status: 'ORDERED',
      number: expect.stringMatching(/^OC-\d{4}-\d{6}$/),
      total: 21_000,
    })
    const part = `/parts/${lines[0]!.partId}`
    expect((await test.supervisor.get(part)).body).toMatchObject({ onHand: 0, onOrder: 10 })
    expect((await receive(id, lineIds[0]!, 6, 'GD-77')).body).toMatchObject({ status: 'PARTIALLY_RECEIVED' })
    expect((await test.supervisor.get(part)).body).toMatchObject({
      onHand: 6,
      onOrder: 4,
      value: 9_000,
      unitCost: 1_500,
    })
    await receive(id, lineIds[1]!, 4)
    const { body } = await receive(id, lineIds[0]!, 4)
    expect(body).toMatchObject({ status: 'RECEIVED', endedAt: expect.any(String), actions: [] })
    expect(body.receipts.map(({ quantity }: { quantity: number }) => quantity)).toEqual([4, 4, 6])
    const [movement] = (await test.supervisor.get(`${part}/movements`)).body.items.slice(-1)
    expect(movement).toMatchObject({ kind: 'RECEIPT', document: 'GD-77', purchase: { number: ordered.body.number } })
  })

  it('refuses more than was ordered beyond the tolerance, and moves nothing then', async () => {
    const { id, lines, lineIds } = await order([10], 100)
    await receive(id, lineIds[0]!, 6)
    const refused = await receive(id, lineIds[0]!, 5.001)
    expect(refused).toMatchObject({ status: 422, body: { code: 'purchase.overReceipt' } })
    expect(refused.body.errors).toMatchObject([
      { field: 'lines.0.quantity', message: 'Se aceptan a lo más 5: lo que falta del pedido y 10 % de tolerancia.' },
    ])
    expect((await receive(id, lineIds[0]!, 5)).body).toMatchObject({ status: 'RECEIVED' })
    expect((await test.supervisor.get(`/parts/${lines[0]!.partId}`)).body).toMatchObject({ onHand: 11, onOrder: 0 })
  })

  it('above the limit waits for an administrator, who approves it or gives it back', async () => {
    const { id, ordered } = await order([10], 10_001)
    expect(ordered.body).toMatchObject({ status: 'AWAITING_APPROVAL', total: 100_010, actions: ['CANCEL'] })
    expect((await test.supervisor.post(`/purchases/${id}/approve`)).status).toBe(403)
    const back = await test.admin.post(`/purchases/${id}/return`, { reason: 'Pida otra cotización' })
    expect(back.body).toMatchObject({ status: 'REQUESTED', statusReason: 'Pida otra cotización' })
    const lines = [{ lineId: back.body.lines[0].id, quantity: 10, unitPrice: 11_000 }]
    const again = await test.supervisor.post(`/purchases/${id}/order`, { supplierId, lines })
    expect(again.body).toMatchObject({ status: 'AWAITING_APPROVAL', number: ordered.body.number })
    const approved = await test.admin.post(`/purchases/${id}/approve`)
    expect(approved.body).toMatchObject({ status: 'ORDERED', approvedBy: 'Ada Admin' })
    expect((await test.admin.post(`/purchases/${id}/approve`)).body.code).toBe('purchase.notNow')
  })

  it('at the limit needs nobody, and of an administrator neither above', async () => {
    expect((await order([10], 10_000)).ordered.body.status).toBe('ORDERED')
    expect((await order([10], 90_000, test.admin)).ordered.body.status).toBe('ORDERED')
  })

  it('is closed short when the rest will not come, and cancelled only before anything came', async () => {
    const { id, lines, lineIds } = await order([10], 100)
    expect((await test.supervisor.post(`/purchases/${id}/close`, { reason: 'x' })).body.code).toBe('purchase.notNow')
    await receive(id, lineIds[0]!, 2)
    expect((await test.supervisor.post(`/purchases/${id}/cancel`, { reason: 'x' })).body.code).toBe('purchase.notNow')
    const closed = await test.supervisor.post(`/purchases/${id}/close`, { reason: 'Descontinuado' })
    expect(closed.body).toMatchObject({ status: 'CLOSED_SHORT', statusReason: 'Descontinuado' })
    expect((await test.supervisor.get(`/parts/${lines[0]!.partId}`)).body).toMatchObject({ onHand: 2, onOrder: 0 })
  })

  it('is changed while it is a request, in the version that was seen', async () => {
    const { id, lines, body } = await request([3])
    const change = { lines: [{ partId: lines[0]!.partId, quantity: 8 }], note: 'Urgente' }
    expect((await test.supervisor.patch(`/purchases/${id}`, change)).body).toMatchObject({
      note: 'Urgente',
      lines: [{ quantity: 8 }],
    })
    const stale = await test.supervisor.patch(`/purchases/${id}`, change, { 'if-match': `"${body.version}"` })
    expect(stale.status).toBe(412)
    const twice = { lines: [lines[0], lines[0]] }
    expect((await test.supervisor.patch(`/purchases/${id}`, twice)).body.errors).toMatchObject([
      { field: 'lines.1.partId' },
    ])
    expect(
      (
        await test.supervisor.post(`/purchases/${id}/order`, {
          supplierId,
          lines: [{ lineId: id, quantity: 1, unitPrice: 1 }],
        })
      ).body.errors,
    ).toMatchObject([{ field: 'lines' }])
  })

  it('is its site’s: hidden from the others, and from operators', async () => {
    const { id } = await request([1])
    expect((await test.otherSupervisor.get(`/purchases/${id}`)).status).toBe(404)
    expect((await test.otherSupervisor.post(`/purchases/${id}/cancel`, { reason: 'x' })).status).toBe(404)
    const seen = (await test.otherSupervisor.get('/purchases?limit=200')).body.items
    expect(seen.map((item: Line) => item.id)).not.toContain(id)
    expect((await test.operator.get(`/purchases/${id}`)).status).toBe(403)
  })

  it('is printed once there is a supplier', async () => {
    const { id, ordered } = await order([2], 100)
    const sheet = await test.supervisor.get(`/purchases/${id}/order.pdf`)
    expect(sheet.headers['content-disposition']).toContain(ordered.body.number)
    expect(sheet.body.subarray(0, 5).toString()).toBe('%PDF-')
    const asked = await request([1])
    expect((await test.supervisor.get(`/purchases/${asked.id}/order.pdf`)).body.code).toBe('purchase.notNow')
  })

  it('is listed by number, part and state', async () => {
    const { ordered, lines } = await order([2], 100)
    const part = (await test.supervisor.get(`/parts/${lines[0]!.partId}`)).body
    for (const q of [ordered.body.number, part.number, 'filtros del norte']) {
      const { items } = (await test.supervisor.get(`/purchases?q=${encodeURIComponent(q)}&status=ORDERED&limit=200`))
        .body
      expect(items.map((item: Line) => item.id)).toContain(ordered.body.id)
    }
  })

  it.skipIf(!testServer)('received by ten people at once never passes the tolerance', async () => {
    const { id, lines, lineIds } = await order([10], 100)
    const answers = await Promise.all(Array.from({ length: 10 }, () => receive(id, lineIds[0]!, 2)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
    expect((await test.supervisor.get(`/parts/${lines[0]!.partId}`)).body.onHand).toBe(10)
  })
})

describe('suppliers', () => {
  it('have a RUT that is one, a name of their own, and stay while something is bought from them', async () => {
    const list = (await test.supervisor.get('/suppliers')).body.items
    expect(list).toMatchObject([{ name: 'Filtros del Norte', rut: '76086428-5' }])
    const wrong = await test.supervisor.post('/suppliers', { name: 'Otro', rut: '76.086.428-4' })
    expect(wrong.body.errors).toMatchObject([{ field: 'rut', code: 'RUT_INVALID' }])
    const same = await test.supervisor.post('/suppliers', { name: 'Filtros del Norte' })
    expect(same.body.errors).toMatchObject([{ field: 'name', code: 'duplicate' }])
    const { id } = (await test.supervisor.post('/suppliers', { name: 'Nuevo' })).body
    await addPart(test, { supplierId: id })
    expect((await test.supervisor.post(`/suppliers/${id}/archive`)).body.code).toBe('record.referenced')
    expect((await test.operator.get('/suppliers')).status).toBe(403)
  })
})
