import { sql } from 'drizzle-orm'
import type { Db } from '../database/database.ts'
import { type ChainedEntry, entryHash } from './chain.ts'

export type ChainVerdict =
  | { intact: true; entries: number; head: string }
  | { intact: false; entries: number; brokenAt: number; reason: 'missing' | 'altered' | 'headMoved' }

const batch = 5000

/**
 * Recomputes the whole chain: an altered row, a missing or inserted one, and a cut tail are each found. Entries that are
 * appended meanwhile are checked along.
 */
export async function verifyAuditChain(db: Db): Promise<ChainVerdict> {
  let previous = '0'.repeat(64)
  let seq = 0
  let headAhead = false
  for (;;) {
    const rows = await db.rows<ChainedEntry & { hash: string }>(sql`
      SELECT seq, at, actor_id AS "actorId", actor_name AS "actorName", channel, request_id AS "requestId", action,
        entity_type AS "entityType", entity_id AS "entityId", changes, hash
      FROM audit_entry WHERE seq > ${seq} ORDER BY seq LIMIT ${batch}`)
    for (const row of rows) {
      if (row.seq !== seq + 1) return { intact: false, entries: seq, brokenAt: seq + 1, reason: 'missing' }
      if (entryHash(previous, row) !== row.hash)
        return { intact: false, entries: seq, brokenAt: row.seq, reason: 'altered' }
      previous = row.hash
      seq = row.seq
    }
    if (rows.length === batch) continue
    const [head] = await db.rows<{ seq: number; hash: string }>(sql`SELECT seq, hash FROM audit_head WHERE id = 1`)
    if (head?.seq === seq && head.hash === previous) return { intact: true, entries: seq, head: previous }
    // A head ahead of the rows just read is an append that came between, unless no row follows it.
    const mayFollow = head !== undefined && head.seq > seq && !(headAhead && rows.length === 0)
    if (!mayFollow) return { intact: false, entries: seq, brokenAt: seq + 1, reason: 'headMoved' }
    headAhead = true
  }
}
