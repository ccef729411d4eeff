import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit, orderTypeId } from '../../testing/orders.ts'

let test: TestApp
let ids: string[]

beforeAll(async () => {
  test = await openTestApp()
  const [unit, typeId] = [await addUnit(test, test.sites.north, 'RE-01'), await orderTypeId(test, 'INSPECTION')]
  ids = []
  for (let i = 0; i < 12; i++) {
    const title = i === 3 ? '=cmd|calc' : `Orden ${i}`
    const priority = i % 2 ? 'HIGH' : 'LOW'
    const body = { title, assetId: unit, typeId, priority, tasks: ['Soltar', 'Medir'], estimatedHours: 1.5 }
    ids.push((await test.supervisor.post('/work-orders', body)).body.id)
  }
})
afterAll(() => test.close())

const csvOf = async (caller: Caller, query = '') => {
  const { status, headers, body } = await caller.get(`/work-orders/export.csv?${query}`)
  return { status, headers, lines: (body as Buffer).toString('utf8').trimEnd().split('\r\n') }
}

describe('the export', () => {
  it('has the rows of the list, in its order, for the same filter', async () => {
    const query = 'priority=HIGH&sort=number'
    const { body } = await test.supervisor.get(`/work-orders?${query}`)
    const { headers, lines } = await csvOf(test.supervisor, query)
    expect(headers['content-disposition']).toMatch(/^attachment; filename="ordenes-\d{4}-\d{2}-\d{2}\.csv"$/)
    expect(lines.slice(1).map((line) => line.split(';')[0])).toEqual(
      body.items.map((item: { number: string }) => item.number),
    )
    expect(lines[1]).toContain(';pendiente;;alta;inspección;RE-01;')
    expect(lines.find((line) => line.includes('cmd'))).toContain(";'=cmd|calc;")
    const { body: bytes } = await test.supervisor.get(`/work-orders/export.xlsx?${query}`)
    const book = new exceljs.Workbook()
    await book.xlsx.load(bytes as never)
    expect(book.worksheets[0]!.getColumn(1).values.slice(2)).toEqual(
      body.items.map((item: { number: string }) => item.number),
    )
  })

  it('is for those who plan, within their sites', async () => {
    expect((await test.operator.get('/work-orders/export.csv')).status).toBe(403)
    expect((await csvOf(test.otherSupervisor)).lines).toHaveLength(1)
  })
})

describe('the order’s sheet', () => {
  it('is one page', async () => {
    const long = { description: 'Ruido al frenar. '.repeat(200) }
    await test.supervisor.patch(`/work-orders/${ids[0]}`, long)
    for (let i = 0; i < 20; i++) await test.supervisor.post(`/work-orders/${ids[0]}/tasks`, { text: `Tarea ${i}` })
    const { status, headers, body } = await test.supervisor.get(`/work-orders/${ids[0]}/order.pdf`)
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf'])
    expect((body as Buffer).toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  })

  it('is as visible as the order', async () => {
    expect((await test.otherSupervisor.get(`/work-orders/${ids[0]}/order.pdf`)).status).toBe(404)
  })
})
