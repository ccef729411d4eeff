import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Runtime } from '../../../platform/runtime.ts'
import { tokenHash } from '../../../platform/secrets.ts'
import { oidcAttempt } from '../tables.ts'

/** How long (s) a sign-in at the provider may take. */
export const attemptLifetime = 600

/** What binds the provider's answer to the browser that asked: against forged, injected and stolen answers. */
export interface Proofs {
  state: string
  nonce: string
  /** PKCE. */
  verifier: string
}

/** All three follow from the token in the browser's cookie, so that the server keeps nothing worth stealing. */
export function proofsOf(token: string): Proofs {
  const derived = (use: keyof Proofs) => createHmac('sha256', token).update(`oidc ${use}`).digest('base64url')
  return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') }
}

/** Remembers that the browser with this token in its cookie leaves for the provider. */
export async function beginAttempt({ database, now }: Runtime, token: string, next: string): Promise<void> {
  await database.db.insert(oidcAttempt).values({ hash: tokenHash(token), next, startedAt: now() })
}

/** Ends the attempt of `token`: whoever returns with it first gets the page to open, a second time or too late `null`. */
export async function endAttempt({ database, now }: Runtime, token: string): Promise<{ next: string } | null> {
  const [attempt] = await database.db.rows<{ next: string; inTime: boolean }>(sql`
    DELETE FROM oidc_attempt WHERE hash = ${tokenHash(token)}
    RETURNING next, started_at > ${now()}::timestamptz - ${attemptLifetime} * interval '1 second' AS "inTime"`)
  return attempt?.inTime ? { next: attempt.next } : null
}
