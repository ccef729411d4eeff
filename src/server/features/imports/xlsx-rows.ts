import { createInflateRaw } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { Problem } from '../../platform/problem.ts'
import type { Sheet } from './unpack.ts'
import { type Entry, entriesOf } from './zip-check.ts'

/** A spreadsheet's error value; a row that holds one in a column in use is refused. */
export const brokenFormula = '#ERROR'

interface Xml {
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string, text: string): void
}

const unreadable = (line = 1) => new Problem('import.unreadable', { line })

function bytesOf(zip: Buffer, { method, start, compressed }: Entry): AsyncIterable<Buffer> {
  const packed = zip.subarray(start, start + compressed)
  const stream = createInflateRaw()
  stream.end(packed)
  return method === 0 ? (chunks(packed) as unknown as AsyncIterable<Buffer>) : stream
}

function* chunks(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024)
}

/**
 * Parses a part of a workbook, telling `xml` of each element without its prefix and of the text inside it; yields after
 * each chunk of the part, so that what was gathered can be handed on. Entities other than XML's own are refused.
 */
async function* parsed(zip: Buffer, entry: Entry, xml: Xml): AsyncGenerator<void> {
  const parser = new SaxesParser()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('opentag', ({ name, attributes }) => {
    text = ''
    xml.open?.(local(name), attributes)
  })
  parser.on('text', (more) => {
    text += more
  })
  parser.on('closetag', ({ name }) => {
    xml.close?.(local(name), text)
    text = ''
  })
  parser.on('error', (error) => {
    throw error
  })
  for await (const bytes of bytesOf(zip, entry)) {
    parser.write(decoder.decode(bytes, { stream: true }))
    yield
  }
  parser.write(decoder.decode()).close()
  yield
}

async function parseWhole(zip: Buffer, entry: Entry | undefined, xml: Xml): Promise<void> {
  if (!entry) return
  for await (const _ of parsed(zip, entry, xml));
}

/** Spreadsheets write a control character of a text as `_x000D_` (ECMA-376, ST_Xstring). */
const plain = (text: string) =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Gathers the text of one string item: its runs, without the reading aids above them. */
function stringItem() {
  let text = ''
  let aside = false
  return {
    open: (name: string) => {
      if (name === 'rPh') aside = true
    },
    close: (name: string, content: string) => {
      if (name === 'rPh') aside = false
      else if (name === 't' && !aside) text += content
    },
    take: () => {
      const whole = plain(text)
      text = ''
      return whole
    },
  }
}

async function sharedStrings(zip: Buffer, entry: Entry | undefined): Promise<string[]> {
  const strings: string[] = []
  const item = stringItem()
  await parseWhole(zip, entry, {
    open: item.open,
    close: (name, text) => {
      item.close(name, text)
      if (name === 'si') strings.push(item.take())
    },
  })
  return strings
}

/** The formats that show a number as a date or time, of those every workbook has (ECMA-376, 18.8.30). */
const builtInDates = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58)

const isDateFormat = (format: string) => /[dmyhs]/i.test(format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, ''))

/** For each cell style, whether it shows its number as a date. */
async function dateStyles(zip: Buffer, entry: Entry | undefined): Promise<boolean[]> {
  const formats = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCells = false
  await parseWhole(zip, entry, {
    open: (name, attributes) => {
      if (name === 'cellXfs') inCells = true
      else if (name === 'numFmt') formats.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''))
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0)
        styles.push(formats.get(id) ?? builtInDates(id))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

/** Where the workbook's days count from: the Macintosh's calendar starts 1,462 days later than the usual one. */
async function firstDay(zip: Buffer, entry: Entry | undefined): Promise<number> {
  let day = Date.UTC(1899, 11, 30)
  await parseWhole(zip, entry, {
    open: (name, { date1904 }) => {
      if (name === 'workbookPr' && (date1904 === '1' || date1904 === 'true')) day = Date.UTC(1904, 0, 1)
    },
  })
  return day
}

function instantText(milliseconds: number): string {
  const date = new Date(Math.round(milliseconds / 1000) * 1000)
  if (Number.isNaN(date.getTime())) return ''
  const text = date.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`
}

interface Book {
  strings: string[]
  dates: boolean[]
  firstDay: number
}

interface Cell {
  type: string
  style: number
  value: string | undefined
  isFormula: boolean
}

function cellText({ type, style, value, isFormula }: Cell, { strings, dates, firstDay }: Book): string {
  if (value === undefined) return isFormula ? brokenFormula : ''
  if (type === 'e') return brokenFormula
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return String(value === '1')
  if (type === 'd') return instantText(Date.parse(value.endsWith('Z') ? value : `${value}Z`))
  if (type !== 'n') return plain(value)
  const number = Number(value)
  if (value === '' || Number.isNaN(number)) return brokenFormula
  return dates[style] ? instantText(firstDay + number * 86_400_000) : String(number)
}

/** `AB12` → 27, the column counted from 0. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]*/.exec(reference)![0]) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** The columns read; cells further right are passed over. */
const columnLimit = 1000
/** The gap between two numbered rows is bounded, so that one far row does not make a million blank ones. */
const gapLimit = 10_000

/** Gathers the rows of a sheet's XML; `take` gives those complete since it was last asked. */
function rowReader(book: Book) {
  const rows: string[][] = []
  let line = 0
  let cells: string[] = []
  let column = -1
  let cell: Cell = { type: 'n', style: 0, value: undefined, isFormula: false }
  const item = stringItem()
  return {
    take: () => rows.splice(0),
    open: (name: string, attributes: Record<string, string>) => {
      if (name === 'row') {
        const number = attributes.r === undefined ? line + 1 : Number(attributes.r)
        if (!(number > line && number - line <= gapLimit)) throw unreadable(line + 1)
        for (; line < number - 1; line += 1) rows.push([])
        line = number
        cells = []
        column = -1
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
        cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: undefined, isFormula: false }
      } else if (name === 'f') cell.isFormula = true
      else item.open(name)
    },
    close: (name: string, text: string) => {
      if (name === 'v') cell.value = text
      else if (name === 'is') cell.value = item.take()
      else if (name === 'c' && column >= 0 && column < columnLimit) {
        const content = cellText(cell, book).replaceAll('\0', '')
        if (content !== '') {
          while (cells.length < column) cells.push('')
          cells[column] = content
        }
      } else if (name === 'row') rows.push(cells.every((content) => content.trim() === '') ? [] : cells)
      else item.close(name, text)
    },
  }
}

/** The rows of one sheet as text, numbers with a decimal point and dates year first; rows left out are no cells. */
export async function* xlsxRows(zip: Buffer, sheets: readonly Sheet[], wanted: string): AsyncGenerator<string[]> {
  const sheet = sheets.find(({ name }) => name === wanted)
  if (!sheet) throw new Problem('import.sheetNotFound', { sheet: wanted })
  const entries = new Map(entriesOf(zip).map((entry) => [entry.name, entry]))
  const entry = entries.get(sheet.part)
  if (!entry) throw unreadable()
  try {
    const reader = rowReader({
      strings: await sharedStrings(zip, entries.get('xl/sharedStrings.xml')),
      dates: await dateStyles(zip, entries.get('xl/styles.xml')),
      firstDay: await firstDay(zip, entries.get('xl/workbook.xml')),
    })
    for await (const _ of parsed(zip, entry, reader)) yield* reader.take()
  } catch (error) {
    throw error instanceof Problem ? error : unreadable()
  }
}
