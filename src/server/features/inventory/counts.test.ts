import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addPart, stockUp } from '../../testing/parts.ts'

let test: TestApp
let siteId: string
beforeAll(async () => {
  test = await openTestApp()
  siteId = test.sites.north
})
afterAll(() => test.close())

async function inBin(bin: string, quantity: number) {
  const id = await addPart(test)
  await stockUp(test, id, quantity, 500)
  await test.admin.put(`/parts/${id}/levels/${siteId}`, { bin, minStock: 0, reorderPoint: 0 })
  return id
}
const count = (id: string, partId: string, counted: number | null) =>
  test.supervisor.put(`/stock-counts/${id}/lines/${partId}`, { counted })
const onHand = async (id: string) => (await test.supervisor.get(`/parts/${id}`)).body.onHand

describe('a cycle count', () => {
  it('books what differs, walks by the bins, and leaves alone what nobody counted', async () => {
    const [second, first, skipped] = [await inBin('A-02', 10), await inBin('A-01', 5), await inBin('A-03', 7)]
    await inBin('B-01', 3)
    const { body } = await test.supervisor.post('/stock-counts', { siteId, bin: 'a-' })
    expect(body.number).toMatch(/^CI-\d{4}-000001$/)
    expect(body.lines.map(({ part }: { part: { id: string } }) => part.id)).toEqual([first, second, skipped])
    expect(JSON.stringify(body)).not.toMatch(/onHand|expected/)
    expect((await test.supervisor.post(`/stock-counts/${body.id}/post`)).body.code).toBe('stockCount.nothingCounted')
    await count(body.id, first, 5)
    const { body: seen } = await count(body.id, second, 8)
    expect(seen.lines[1]).toMatchObject({
      counted: 8,
      difference: -2,
      differenceValue: -1_000,
      countedBy: 'Sofía Supervisora',
    })
    const { body: posted } = await test.supervisor.post(`/stock-counts/${body.id}/post`)
    expect(posted.status).toBe('POSTED')
    expect([await onHand(first), await onHand(second), await onHand(skipped)]).toEqual([5, 8, 7])
    const { items } = (await test.supervisor.get(`/parts/${second}/movements`)).body
    expect(items[0]).toMatchObject({ kind: 'ADJUSTMENT', quantity: -2, reason: `Conteo ${body.number}` })
    expect((await count(body.id, first, 1)).body).toMatchObject({ code: 'stockCount.ended' })
    expect((await test.supervisor.post(`/stock-counts/${body.id}/post`)).status).toBe(409)
  })

  it('takes what moved after the counting for no difference', async () => {
    const part = await inBin('C-01', 10)
    const { body } = await test.supervisor.post('/stock-counts', { siteId, partIds: [part] })
    await count(body.id, part, 9)
    await stockUp(test, part, 20, 500)
    await test.supervisor.post(`/stock-counts/${body.id}/post`)
    expect(await onHand(part)).toBe(29)
  })

  it('counts again, counts not at all, and can be given up', async () => {
    const part = await inBin('D-01', 10)
    const { body } = await test.supervisor.post('/stock-counts', { siteId, partIds: [part] })
    await count(body.id, part, 3)
    expect((await count(body.id, part, null)).body.lines[0]).toMatchObject({ counted: null, difference: null })
    expect((await test.supervisor.post(`/stock-counts/${body.id}/cancel`)).body.status).toBe('CANCELLED')
    expect(await onHand(part)).toBe(10)
    expect((await test.supervisor.get('/stock-counts')).body.items[0]).toMatchObject({
      id: body.id,
      lines: 1,
      counted: 0,
    })
  })

  it('has something to count, at a site of one’s own', async () => {
    const nothing = await test.supervisor.post('/stock-counts', { siteId, bin: 'ZZ' })
    expect(nothing.body.errors).toMatchObject([{ field: 'bin', code: 'nothingThere' }])
    const foreign = await test.otherSupervisor.post('/stock-counts', { siteId })
    expect(foreign.body.errors).toMatchObject([{ field: 'siteId', code: 'unknown' }])
    const part = await inBin('E-01', 1)
    const { body } = await test.supervisor.post('/stock-counts', { siteId, partIds: [part] })
    expect((await test.otherSupervisor.get(`/stock-counts/${body.id}`)).status).toBe(404)
    expect((await test.operator.get('/stock-counts')).status).toBe(403)
  })
})
