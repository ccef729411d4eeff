import { sql } from 'drizzle-orm'
import type { Tx } from '../../platform/database/database.ts'

export type RevocationReason = 'passwordChanged' | 'passwordReset' | 'deactivated' | 'revokedByOwner'

/** Ends every session of a person, save `exceptId`; how many there were. */
export async function revokeSessions(
  tx: Tx,
  personId: string,
  now: string,
  reason: RevocationReason,
  exceptId: string | null = null,
): Promise<number> {
  const ended = await tx.rows(sql`
    UPDATE session SET revoked_at = ${now}, revoked_reason = ${reason}
    WHERE person_id = ${personId} AND revoked_at IS NULL AND id IS DISTINCT FROM ${exceptId}::uuid RETURNING id`)
  return ended.length
}
