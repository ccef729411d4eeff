import { type SQL, sql } from 'drizzle-orm'
import type { SecurityEvent, SecurityQuery } from '../../../contract/security.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'

/** Sign-ins, refusals and changes of rights, newest first. */
export async function listSecurity(db: Db, query: SecurityQuery) {
  const { limit, kind, ip, personId, from, to } = query
  const { after, orderBy, cursor } = keyset({ by: sql`e.at`, type: 'timestamptz' }, sql`e.id`, 'desc', query.cursor)
  const conditions: (SQL | undefined | '')[] = [
    after,
    kind && sql`e.kind = ${kind}`,
    ip && sql`e.ip = ${ip}`,
    personId && sql`e.person_id = ${personId}`,
    from && sql`e.at >= ${from}`,
    to && sql`e.at < ${to}`,
  ]
  const where = sql.join(
    conditions.filter((condition) => condition !== undefined && condition !== ''),
    sql` AND `,
  )
  const rows = await db.rows<SecurityEvent & { cursor: unknown }>(sql`
    SELECT e.id, e.at, e.kind, e.count, e.ip, e.subject, e.route, e.request_id AS "requestId",
      CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS person, ${cursor} AS cursor
    FROM security_event e LEFT JOIN person p ON p.id = e.person_id
    WHERE ${where} ORDER BY ${orderBy} LIMIT ${limit + 1}`)
  return toPage(rows, limit)
}
