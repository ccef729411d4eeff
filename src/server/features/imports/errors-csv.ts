import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { words } from '../../platform/words.ts'
import { listRowErrors } from './queries.ts'

const columns = ['row', 'column', 'code', 'message', 'value'] as const

/** Quoted where needed; a value that a spreadsheet would run as a formula is marked as text. */
function cell(value: string | number | null): string {
  const text = String(value ?? '')
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

const line = (cells: (string | number | null)[]) => `${cells.map(cell).join(';')}\r\n`

/** Every refused value as CSV in the form spreadsheets in Chile open: semicolons and a byte-order mark. */
export async function* errorsAsCsv(db: Db, actor: Actor, id: string): AsyncGenerator<string> {
  yield `\ufeff${line(columns.map((name) => words(actor.locale, `imports.errors.${name}`)))}`
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await listRowErrors(db, actor, id, { limit: 200, ...(cursor ? { cursor } : {}) })
    yield items.map((item) => line(columns.map((name) => item[name]))).join('')
    cursor = nextCursor ?? undefined
  } while (cursor)
}
