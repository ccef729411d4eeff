import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
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

  it('is a workbook any reader takes, whatever its texts hold and however wide it is', async () => {
    const wide: Column<string>[] = Array.from({ length: 60 }, (_, i) => ({
      heading: `Columna ${i + 1} <&>`,
      kind: 'text',
      width: 8 + i,
      value: (text) => text,
    }))
    const text = ' a\u0000\u0008b\uD800c <&>"\' ñ 🚛 _x000D_\r\n]]> '
    async function* one() {
      yield [text]
      yield []
    }
    const odd = { name: 'Nombre/largo: con [signos] y más de 31 caracteres', columns: wide, batches: one() }
    const bytes = await buffer(tableStream(odd, 'xlsx', { locale: 'en', zone: 'UTC' }))
    const book = new exceljs.Workbook()
    await book.xlsx.load(bytes as never)
    const sheet = book.worksheets[0]!
    expect(sheet.name).toBe('Nombre largo  con  signos  y más de 31 caracteres'.slice(0, 31))
    expect(sheet.getCell('BH1')).toMatchObject({ value: 'Columna 60 <&>', font: { bold: true } })
    expect(sheet.getColumn(60).width).toBe(67)
    expect(sheet.getCell('BH2').value).toBe(' abc <&>"\' ñ 🚛 _x000D_\r\n]]> ')
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  })

  it('writes dates and instants as the cells show them', async () => {
    const bytes = await buffer(tableStream(table(), 'xlsx', { locale: 'es-CL', zone: 'America/Santiago' }))
    const book = new exceljs.Workbook()
    await book.xlsx.load(bytes as never)
    const row = book.worksheets[0]!.getRow(3)
    expect(row.getCell(3)).toMatchObject({ value: new Date('2026-07-09T22:30:00Z'), numFmt: 'yyyy-mm-dd hh:mm' })
    expect(row.getCell(4)).toMatchObject({ value: new Date('2026-07-09T00:00:00Z'), numFmt: 'yyyy-mm-dd' })
    expect(row.getCell(2).value).toBeNull()
  })

  it('reads no further than whoever takes it, and lets go of its source when nobody does', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      let read = 0
      let released = false
      async function* endless(): AsyncGenerator<Row[]> {
        try {
          for (;;) {
            read += 1
            // Nothing a compressor could make small.
            yield Array.from({ length: 200 }, () => ({ ...rows[0]!, name: randomBytes(200).toString('base64') }))
          }
        } finally {
          released = true
        }
      }
      const stream = tableStream({ ...table(), batches: endless() }, format, { locale: 'en', zone: 'UTC' })
      while (read < 2) if (stream.read() === null) await once(stream, 'readable')
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(read).toBeLessThan(20)
      stream.destroy()
      await expect.poll(() => released).toBe(true)
    }
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
