/** A column of the numbers behind a picture: `value` goes to files as it is, `text` is how a person reads it. */
export interface FigureColumn<Row> {
  id: string
  header: string
  numeric?: boolean
  value: (row: Row) => string | number | null
  /** By default the value itself; `null` reads as not known. */
  text?: (row: Row) => string
}

export interface FigureTable<Row> {
  rows: readonly Row[]
  columns: readonly FigureColumn<Row>[]
  rowKey: (row: Row) => string
  rowHref?: (row: Row) => string
}

/** What a line or an area of the picture means; `area` is a band. */
export interface LegendEntry {
  key: string
  label: string
  colour: string
  look?: 'line' | 'dashed' | 'area' | 'point'
}

/** A name every file system takes: `Curva de costo (h)` is `curva-de-costo-h`. */
export function fileNameOf(label: string): string {
  const plain = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'faena'
}

/**
 * The numbers as CSV the way the locale's spreadsheet opens it, like the server's exports: in Spanish `;` between cells
 * and a decimal comma. Text a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function csvOf<Row>({ rows, columns }: FigureTable<Row>, english: boolean): string {
  const separator = english ? ',' : ';'
  const cell = (value: string | number | null) => {
    if (value === null) return ''
    if (typeof value === 'number') return english ? String(value) : String(value).replace('.', ',')
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
    return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [columns.map(({ header }) => header), ...rows.map((row) => columns.map(({ value }) => value(row)))]
  return `\uFEFF${lines.map((line) => `${line.map(cell).join(separator)}\r\n`).join('')}`
}
