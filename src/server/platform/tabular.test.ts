import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import exceljs from 'exceljs'
import { describe, expect, it } from 'vitest'
import { type Column, harmless, tableStream } from './tabular.ts'

interface Row {
  name: string
  hours: number | null
  at: string
  on: string
}

const columns: Column<Row>[] = [
  { heading: 'Nombre', kind: 'text', value: (row) => row.name },
  { heading: 'Horas', kind: 'number', value: (row) => row.hours },
  { heading: 'Cuándo', kind: 'instant', value: (row) => row.at },
  { heading: 'Día', kind: 'date', value: (row) => row.on },
]
const rows: Row[] = [
  { name: 'Filtro; "aceite"\nnuevo', hours: 1.5, at: '2026-01-10T02:30:00Z', on: '2026-01-09' },
  { name: '=HYPERLINK("http://x")', hours: null, at: '2026-07-10T02:30:00Z', on: '2026-07-09' },
]
async function* batches() {
  for (const row of rows) yield [row]
}
const table = () => ({ name: 'Órdenes', columns, batches: batches() })

/** Every byte: reading a stream as text would drop the byte-order mark. */
const textOf = async (stream: Readable) => (await buffer(stream)).toString('utf8')

describe('a table', () => {
  it('is CSV as Excel in Chile opens it', async () => {
    const csv = await textOf(tableStream(table(), 'csv', { locale: 'es-CL', zone: 'America/Santiago' }))
    // Summer is UTC−3, winter UTC−4.
    expect(csv).toBe(
      '\uFEFFNombre;Horas;Cuándo;Día\r\n' +
        '"Filtro; ""aceite""\nnuevo";1,5;2026-01-09 23:30;2026-01-09\r\n' +
        '"\'=HYPERLINK(""http://x"")";;2026-07-09 22:30;2026-07-09\r\n',
    )
  })

  it('is CSV with commas and points in English', async () => {
    const csv = await textOf(tableStream(table(), 'csv', { locale: 'en', zone: 'UTC' }))
    expect(csv.split('\r\n')[0]).toBe('\uFEFFNombre,Horas,Cuándo,Día')
    expect(csv).toContain(',1.5,2026-01-10 02:30,')
  })

  it('is a spreadsheet whose numbers are numbers, dates dates, and text never a formula', async () => {
    const bytes = await buffer(tableStream(table(), 'xlsx', { locale: 'es-CL', zone: 'America/Santiago' }))
    const book = new exceljs.Workbook()
    await book.xlsx.load(bytes as never)
    const sheet = book.worksheets[0]!
    expect(sheet.name).toBe('Órdenes')
    expect(sheet.getRow(2).getCell(2).value).toBe(1.5)
    expect(sheet.getRow(2).getCell(3).value).toEqual(new Date('2026-01-09T23:30:00Z'))
    expect(sheet.getRow(3).getCell(1)).toMatchObject({ value: rows[1]!.name, formula: undefined })
  })

  it('ends with the error of its source', async () => {
    async function* broken(): AsyncGenerator<Row[]> {
      yield [rows[0]!]
      throw new Error('lost')
    }
    for (const format of ['csv', 'xlsx'] as const) {
      const stream = tableStream({ ...table(), batches: broken() }, format, { locale: 'en', zone: 'UTC' })
      await expect(buffer(stream)).rejects.toThrow('lost')
    }
  })
})

describe('text for a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('%j cannot run', (content) => {
    expect(harmless(content)).toBe(`'${content}`)
  })
  it.each(['Filtro', '3-1', 'a=b', ''])('%j stays as it is', (content) => expect(harmless(content)).toBe(content))
})
