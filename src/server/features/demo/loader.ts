import { type CopyValue, copyLine } from '../../platform/database/copy-text.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Characters of text collected for a table before they are sent: enough rows for statement triggers to be cheap. */
const chunk = 16_000_000

/** How a row of one table is written. */
export interface Sheet<Row> {
  table: string
  columns: readonly string[]
  values(row: Row): readonly CopyValue[]
}

export const sheet = <Row>(
  table: string,
  columns: readonly string[],
  values: (row: Row) => readonly CopyValue[],
): Sheet<Row> => ({ table, columns, values })

/**
 * Collects rows of several tables and loads them by COPY. Tables go in the order of their first rows, so that a row
 * whose trigger reads another table finds it filled.
 */
export function openLoader(tx: Tx) {
  const waiting = new Map<string, { columns: readonly string[]; lines: string[]; size: number }>()

  async function flush(): Promise<void> {
    for (const [table, rows] of waiting) {
      if (rows.size === 0) continue
      await tx.copy(table, rows.columns, rows.lines.join(''))
      rows.lines = []
      rows.size = 0
    }
  }

  return {
    flush,
    async add<Row>({ table, columns, values }: Sheet<Row>, rows: Iterable<Row>): Promise<void> {
      const held = waiting.get(table) ?? { columns, lines: [], size: 0 }
      waiting.set(table, held)
      for (const row of rows) {
        const line = copyLine(values(row))
        held.lines.push(line)
        held.size += line.length
      }
      if (held.size >= chunk) await flush()
    },
  }
}
