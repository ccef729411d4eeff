import { type PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Column, ColumnKind, Table } from './tabular.ts'

/** `A`, `B` … `Z`, `AA` … of a column counted from 0. */
function letters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }
/** What XML 1.0 has no place for: control characters, halves of surrogate pairs and two non-characters. */
const unwritable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

const xml = (text: string) => text.replace(unwritable, '').replace(/[&<>"\r]/g, (character) => escapes[character]!)

const dayMs = 86_400_000
/** Days since 30 December 1899, which is how spreadsheets keep a date; `written` is `YYYY-MM-DD` with or without `HH:MM`. */
const serial = (written: string) =>
  Date.parse(`${written.replace(' ', 'T')}${written.length > 10 ? ':00Z' : 'T00:00:00Z'}`) / dayMs + 25_569

/** Places in the styles below. */
const plain = 0
const heading = 1
const styles: Record<ColumnKind, number> = { text: plain, number: plain, instant: 2, date: 3 }

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const relationships = (target: string, type: string, more = '') => `${declaration}<Relationships
  xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/>${more}</Relationships>`

const stylesXml = `${declaration}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164"
  formatCode="yyyy-mm-dd hh:mm"/><numFmt numFmtId="165" formatCode="yyyy-mm-dd"/></numFmts><fonts count="2"><font><sz
  val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill
  patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders
  count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0"
  fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf
  numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"
  applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

const contentTypes = `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels"
  ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override
  PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml"
  ContentType="${kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/></Types>`

const workbook = (name: string) => `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet
  name="${xml(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`

function textCell(place: string, style: number, text: string): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`
}

/** Characters handed on at once: short-lived, whatever the length of a batch. */
const chunk = 65_536

async function* sheetXml<Row>(
  { columns, batches }: Table<Row>,
  clock: (instant: string) => string,
): AsyncGenerator<string> {
  const places = columns.map((_, column) => letters(column))
  const widths = columns.map(
    ({ width = 14 }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  )
  const headings = columns.map(({ heading: text }, i) => textCell(`${places[i]}1`, heading, text))
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"
    activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>`
  let at = 1
  const cell = (column: Column<Row>, i: number, row: Row): string => {
    const content = column.value(row)
    if (content === null) return ''
    const place = `${places[i]}${at}`
    const style = styles[column.kind]
    if (typeof content === 'number') return `<c r="${place}" s="${style}"><v>${content}</v></c>`
    if (column.kind === 'instant' || column.kind === 'date') {
      return `<c r="${place}" s="${style}"><v>${serial(column.kind === 'date' ? content : clock(content))}</v></c>`
    }
    return textCell(place, style, content)
  }
  for await (const rows of batches) {
    let text = ''
    for (const row of rows) {
      at++
      text += `<row r="${at}">${columns.map((column, i) => cell(column, i, row)).join('')}</row>`
      if (text.length < chunk) continue
      yield text
      text = ''
    }
    if (text) yield text
  }
  yield '</sheetData></worksheet>'
}

/** Names of sheets have at most 31 characters and none of these. */
const sheetName = (name: string) => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

/**
 * A table as an Office Open XML workbook (ECMA-376) of one sheet, as it is read: texts are in their cells, so that no
 * table of them has to be held. `clock` writes an instant as the cell shows it: `YYYY-MM-DD HH:MM`.
 */
export async function* xlsxOf<Row>(table: Table<Row>, clock: (instant: string) => string): AsyncGenerator<Buffer> {
  const styled = `<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/>`
  const archive = new ZipFile()
  const written = archive.outputStream as PassThrough
  const part = (name: string, content: string) => archive.addBuffer(Buffer.from(content), name)
  part('[Content_Types].xml', contentTypes)
  part('_rels/.rels', relationships('xl/workbook.xml', 'officeDocument'))
  part('xl/workbook.xml', workbook(sheetName(table.name)))
  part('xl/_rels/workbook.xml.rels', relationships('worksheets/sheet1.xml', 'worksheet', styled))
  part('xl/styles.xml', stylesXml)
  const sheet = Readable.from(sheetXml(table, clock), { objectMode: false })
  sheet.on('error', (error) => written.destroy(error))
  archive.addReadStream(sheet, 'xl/worksheets/sheet1.xml')
  archive.end()
  try {
    yield* written
  } finally {
    sheet.destroy()
  }
}
