import { sql } from 'drizzle-orm'
import type { Tx } from '../database/database.ts'
import { fanOutChannel } from '../fan-out.ts'
import { type ChainedEntry, entryHash } from './chain.ts'

export type AuditFact = Omit<ChainedEntry, 'seq'>

/**
 * Appends `facts` to the chain. The head row is locked until the transaction ends, so call it last: everything slow
 * has happened by then, and no lock is ever requested after this one.
 */
export async function appendAudit(tx: Tx, facts: AuditFact[]): Promise<void> {
  if (facts.length === 0) return
  const [head] = await tx.rows<{ seq: number; hash: string }>(
    sql`SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE`,
  )
  if (!head) throw new Error('the audit chain has no head')
  let { seq, hash } = head
  const rows = facts.map((fact) => {
    seq += 1
    hash = entryHash(hash, { ...fact, seq })
    return { ...fact, seq, hash }
  })
  // Whoever listens hears of it once this transaction has committed, in every process.
  await tx.rows(sql`
    WITH entries AS (
      INSERT INTO audit_entry (seq, at, actor_id, actor_name, channel, request_id, action, entity_type, entity_id, changes, hash)
      SELECT seq, at, "actorId", "actorName", channel, "requestId", action, "entityType", "entityId", changes, hash
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS e(seq bigint, at timestamptz, "actorId" uuid,
        "actorName" text, channel text, "requestId" text, action text, "entityType" text, "entityId" text, changes text,
        hash text)),
    head AS (UPDATE audit_head SET seq = ${seq}, hash = ${hash} WHERE id = 1 RETURNING seq)
    SELECT pg_notify(${fanOutChannel}, 'seq:' || seq) FROM head`)
}
