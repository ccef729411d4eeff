import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

interface Journal {
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[]
}

/**
 * A copy of the product in `folder` with one migration more, as a next version brings it: it only adds, so that the
 * version before goes on working. Answers the folder of the copy's code.
 */
export function copyAsNextVersion(folder: string): string {
  for (const part of ['src', 'drizzle', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const path = join(folder, 'drizzle/meta/_journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal
  const last = journal.entries.at(-1)!
  const added = { ...last, idx: last.idx + 1, when: last.when + 1, tag: 'next_version' }
  writeFileSync(path, JSON.stringify({ ...journal, entries: [...journal.entries, added] }))
  // In the order in which the product locks them.
  const tables = ['asset', 'work_order', 'person', 'notice']
  const statements = [
    ...tables.map((table) => `ALTER TABLE ${table} ADD COLUMN added_next text DEFAULT 'new' NOT NULL;`),
    'CREATE TABLE added_next (id uuid PRIMARY KEY, order_id uuid REFERENCES work_order(id));',
    'CREATE INDEX ON work_order (added_next);',
  ]
  writeFileSync(join(folder, 'drizzle/next_version.sql'), statements.join('\n--> statement-breakpoint\n'))
  return join(folder, 'src')
}
