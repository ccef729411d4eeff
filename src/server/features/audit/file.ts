import type { Readable } from 'node:stream'
import type { AuditEntry } from '../../../contract/audit.ts'
import { type Column, type TableStyle, tableStream } from '../../platform/tabular.ts'
import { words } from '../../platform/words.ts'

/** The log with what its hashes are made of: instants and changes exactly as recorded, not as a reader's clock shows them. */
export function auditFile(batches: AsyncIterable<readonly AuditEntry[]>, style: TableStyle): Readable {
  const column = (key: string, value: Column<AuditEntry>['value']): Column<AuditEntry> => ({
    heading: words(style.locale, `audit.column.${key}`),
    kind: 'text',
    value,
  })
  const columns: Column<AuditEntry>[] = [
    { ...column('seq', (row) => row.seq), kind: 'number' },
    column('at', (row) => row.at),
    column('actor', (row) => row.actor.name),
    column('actorId', (row) => row.actor.id),
    column('channel', (row) => row.channel),
    column('requestId', (row) => row.requestId),
    column('action', (row) => row.action),
    column('entityType', (row) => row.entityType),
    column('entityId', (row) => row.entityId),
    column('changes', (row) => JSON.stringify(row.changes)),
    column('hash', (row) => row.hash),
  ]
  return tableStream({ name: 'audit', columns, batches }, 'csv', style)
}
