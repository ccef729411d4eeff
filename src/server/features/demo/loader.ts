import { setImmediate } from 'node:timers/promises'
import { type CopyValue, copyWriter } from '../../platform/database/copy-text.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Bytes collected for a table before they are sent: enough rows for statement triggers to be cheap. */
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
 * whose trigger reads another table finds it filled. While the database takes one load the next is collected; `flush`
 * waits until everything is there.
 */
export function openLoader(tx: Tx) {
  const waiting = new Map<string, { columns: readonly string[]; rows: ReturnType<typeof copyWriter> }>()
  let sending: Promise<void> | null = null

  async function send(): Promise<void> {
    await sending
    const full = [...waiting]
      .filter(([, { rows }]) => rows.size() > 0)
      .map(([table, { columns, rows }]) => ({ table, columns, bytes: rows.take() }))
    const load = (async () => {
      for (const { table, columns, bytes } of full) await tx.copy(table, columns, bytes)
    })()
    // Whoever waits for it next is told; until then it must not count as forgotten.
    load.catch(() => undefined)
    sending = load
  }

  return {
    async flush(): Promise<void> {
      await send()
      await sending
    },
    async add<Row>({ table, columns, values }: Sheet<Row>, rows: Iterable<Row>): Promise<void> {
      const held = waiting.get(table) ?? { columns, rows: copyWriter() }
      waiting.set(table, held)
      for (const row of rows) held.rows.row(values(row))
      if (held.rows.size() >= chunk) await send()
      // The load under way is written to the database between the rows that are collected.
      else if (sending) await setImmediate()
    },
  }
}

export type Loader = ReturnType<typeof openLoader>
