import { type SQL, sql } from 'drizzle-orm'
import type { AuditEntry, AuditFilter, AuditQuery } from '../../../contract/audit.ts'
import type { Db } from '../../platform/database/database.ts'
import { likeLiteral } from '../../platform/database/keyset.ts'
import { Problem } from '../../platform/problem.ts'

/** Rows read by one statement while a file is written. */
const rowsAtOnce = 2000

type Row = Omit<AuditEntry, 'changes'> & { changes: string }

/** Entries from the newest on; the chain's own numbers are the cursor. */
export async function listAudit(db: Db, query: AuditQuery) {
  const { cursor, limit, entityType, entityId, personId, action, channel, from, to } = query
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw new Problem('request.badCursor')
  const conditions: (SQL | undefined)[] = [
    cursor === undefined ? undefined : sql`seq < ${Number(cursor)}`,
    entityType && sql`entity_type = ${entityType}`,
    entityId && sql`entity_id = ${entityId}`,
    personId && sql`actor_id = ${personId}`,
    action && sql`(action = ${action} OR action LIKE ${`${likeLiteral(action)}.%`})`,
    channel && sql`channel = ${channel}`,
    from && sql`at >= ${from}`,
    to && sql`at < ${to}`,
  ].map((condition) => condition || undefined)
  const where = sql.join([sql`true`, ...conditions.filter((condition) => condition !== undefined)], sql` AND `)
  const rows = await db.rows<Row>(sql`
    SELECT seq, at, json_build_object('id', actor_id, 'name', actor_name) AS actor, channel, request_id AS "requestId",
      action, entity_type AS "entityType", entity_id AS "entityId", changes, hash
    FROM audit_entry WHERE ${where} ORDER BY seq DESC LIMIT ${limit + 1}`)
  const items = rows
    .slice(0, limit)
    .map((row) => ({ ...row, changes: JSON.parse(row.changes) as AuditEntry['changes'] }))
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.seq) : null }
}

/** Every entry that matches, from the newest on, as the pages of the list. */
export async function* auditPages(db: Db, filter: AuditFilter): AsyncGenerator<readonly AuditEntry[]> {
  let cursor: string | undefined
  do {
    const page = await listAudit(db, { ...filter, limit: rowsAtOnce, cursor })
    yield page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}
