import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Me } from '../../../contract/people.ts'
import { appendAudit } from '../../platform/audit/append.ts'
import { changesBetween } from '../../platform/audit/chain.ts'
import { headOfChain } from '../../platform/audit/head.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { randomToken, tokenHash } from '../../platform/secrets.ts'
import { signAccessToken } from './access-token.ts'
import { passwordMatches } from './passwords.ts'
import { type Account, lockCredentials, profile } from './queries.ts'
import { person, refreshToken, session } from './tables.ts'
import { acceptTotp } from './totp.ts'

export interface Device {
  ip: string
  userAgent: string
  requestId: string
}

export interface SignedIn {
  accessToken: string
  expiresIn: number
  me: Me
  seq: number
  refreshToken: string
}

/** Wrong passwords in a row before a pause, and the longest pause (s); each failure doubles it. */
const freeAttempts = 5
const longestPause = 900

function pauseAfter(failures: number): number {
  return failures < freeAttempts ? 0 : Math.min(longestPause, 15 * 2 ** (failures - freeAttempts))
}

const plusSeconds = (now: string, seconds: number) => new Date(Date.parse(now) + seconds * 1000).toISOString()

type Refusal = { refused: Problem }

/**
 * Opens a session. The same answer in the same time for an unknown person and for a wrong password; refusals are
 * counted in the transaction that refuses, so the refusal is returned from it and thrown outside.
 */
export async function signIn(
  runtime: Runtime,
  input: { email: string; password: string; totp?: string | undefined },
  device: Device,
): Promise<SignedIn> {
  const now = runtime.now()
  const known = await runtime.database.db.rows<{ hash: string | null }>(
    sql`SELECT password_hash AS hash FROM person WHERE lower(email) = ${input.email} AND deactivated_at IS NULL`,
  )
  // The slow comparison happens outside the transaction: the embedded database has one connection.
  const matches = await passwordMatches(known[0]?.hash ?? null, input.password)
  const outcome = await runtime.database.transaction(async (tx): Promise<SignedIn | Refusal> => {
    const account = await lockCredentials(tx, input.email)
    if (!account) return { refused: new Problem('auth.invalidCredentials') }
    if (account.lockedUntil && Date.parse(account.lockedUntil) > Date.parse(now)) {
      const seconds = Math.ceil((Date.parse(account.lockedUntil) - Date.parse(now)) / 1000)
      return { refused: new Problem('auth.locked', { seconds }) }
    }
    if (!matches || account.passwordHash !== known[0]?.hash)
      return refuse(tx, account, now, device, 'auth.invalidCredentials')
    if (account.totpEnabledAt) {
      if (!input.totp) return { refused: new Problem('auth.totpRequired') }
      const accepted = await acceptSecondFactor(runtime, tx, account, input.totp, now, device)
      if (!accepted) return refuse(tx, account, now, device, 'auth.invalidCredentials')
    }
    await tx.update(person).set({ failedLogins: 0, lockedUntil: null }).where(eq(person.id, account.id))
    return openSession(runtime, tx, account, now, device)
  })
  if ('refused' in outcome) throw outcome.refused
  return outcome
}

/** Uses up a code of the second factor, or one of the recovery codes that stand in for it. */
async function acceptSecondFactor(
  runtime: Runtime,
  tx: Tx,
  account: Account,
  code: string,
  now: string,
  device: Device,
): Promise<boolean> {
  if (/^\d{6}$/.test(code)) {
    const step = await acceptTotp(runtime.config.SECRET_KEY, account, code, now)
    if (step !== null) await tx.update(person).set({ totpLastStep: step }).where(eq(person.id, account.id))
    return step !== null
  }
  const used = tokenHash(code)
  const recoveryHashes = account.recoveryHashes.filter((hash) => hash !== used)
  if (recoveryHashes.length === account.recoveryHashes.length) return false
  await tx.update(person).set({ recoveryHashes }).where(eq(person.id, account.id))
  await recordSecurityFact(tx, account, now, device, 'person.recoveryCodeUsed', { left: recoveryHashes.length })
  return true
}

async function refuse(
  tx: Tx,
  account: Account,
  now: string,
  device: Device,
  code: 'auth.invalidCredentials',
): Promise<Refusal> {
  const failedLogins = account.failedLogins + 1
  const pause = pauseAfter(failedLogins)
  const lockedUntil = pause > 0 ? plusSeconds(now, pause) : null
  await tx.update(person).set({ failedLogins, lockedUntil }).where(eq(person.id, account.id))
  await recordSecurityFact(tx, account, now, device, 'session.refused', { failedLogins })
  return { refused: new Problem(code) }
}

/** Appends to the audit chain what a person did before, or while, a session was opened for them. */
export async function recordSecurityFact(
  tx: Tx,
  who: { id: string; name: string },
  now: string,
  device: Device,
  action: string,
  facts: object,
): Promise<void> {
  await appendAudit(tx, [
    {
      at: now,
      actorId: who.id,
      actorName: who.name,
      channel: 'web',
      requestId: device.requestId,
      action,
      entityType: 'person',
      entityId: who.id,
      changes: changesBetween(null, { ip: device.ip, ...facts }),
    },
  ])
}

/** A new session with its first tokens; for people whose identity was just proven. */
export async function openSession(
  runtime: Runtime,
  tx: Tx,
  who: { id: string; name: string },
  now: string,
  device: Device,
  method: 'password' | 'oidc' = 'password',
): Promise<SignedIn> {
  const id = v7()
  await tx.insert(session).values({
    id,
    personId: who.id,
    method,
    userAgent: device.userAgent.slice(0, 300),
    ip: device.ip,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: plusSeconds(now, runtime.config.JWT_REFRESH_TOKEN_LIFETIME * 60),
  })
  await recordSecurityFact(tx, who, now, device, 'session.opened', { sessionId: id, method })
  return issueTokens(runtime, tx, who.id, id, now)
}

async function issueTokens(
  runtime: Runtime,
  tx: Tx,
  personId: string,
  sessionId: string,
  now: string,
): Promise<SignedIn> {
  const refresh = randomToken()
  await tx.insert(refreshToken).values({ hash: tokenHash(refresh), sessionId, issuedAt: now })
  return {
    accessToken: await signAccessToken(runtime.config, personId, sessionId, now),
    expiresIn: runtime.config.JWT_ACCESS_TOKEN_LIFETIME * 60,
    me: await profile(tx, personId, sessionId),
    seq: await headOfChain(tx),
    refreshToken: refresh,
  }
}

/** A browser that lost the answer to a refresh may ask once more within this time (s) without being taken for a thief. */
const retryWindow = 10

interface TokenRow {
  sessionId: string
  personId: string
  name: string
  usedAt: string | null
}

/** Exchanges a refresh token for the next one. A token that was used before revokes its whole session. */
export async function refreshSession(runtime: Runtime, token: string, device: Device): Promise<SignedIn> {
  const now = runtime.now()
  const outcome = await runtime.database.transaction(async (tx): Promise<SignedIn | Refusal> => {
    const [row] = await tx.rows<TokenRow>(sql`
      SELECT t.session_id AS "sessionId", t.used_at AS "usedAt", p.id AS "personId", p.name
      FROM refresh_token t JOIN session s ON s.id = t.session_id JOIN person p ON p.id = s.person_id
      WHERE t.hash = ${tokenHash(token)} AND s.revoked_at IS NULL AND s.expires_at > ${now} AND p.deactivated_at IS NULL
      FOR UPDATE OF s, t`)
    const expired: Refusal = { refused: new Problem('auth.sessionExpired') }
    if (!row) return expired
    if (row.usedAt && Date.parse(now) - Date.parse(row.usedAt) > retryWindow * 1000) {
      await tx
        .update(session)
        .set({ revokedAt: now, revokedReason: 'refreshReused' })
        .where(eq(session.id, row.sessionId))
      await recordSecurityFact(tx, { id: row.personId, name: row.name }, now, device, 'session.reuseDetected', {
        sessionId: row.sessionId,
      })
      return expired
    }
    if (!row.usedAt)
      await tx
        .update(refreshToken)
        .set({ usedAt: now })
        .where(eq(refreshToken.hash, tokenHash(token)))
    const expiresAt = plusSeconds(now, runtime.config.JWT_REFRESH_TOKEN_LIFETIME * 60)
    await tx.update(session).set({ lastUsedAt: now, expiresAt }).where(eq(session.id, row.sessionId))
    return issueTokens(runtime, tx, row.personId, row.sessionId, now)
  })
  if ('refused' in outcome) throw outcome.refused
  return outcome
}

/** Ends the session that `token` belongs to; an unknown token is no error. Returns the session's id. */
export async function signOut(runtime: Runtime, token: string): Promise<string | null> {
  const [row] = await runtime.database.db.rows<{ id: string }>(sql`
    UPDATE session SET revoked_at = ${runtime.now()}, revoked_reason = 'signedOut'
    WHERE id = (SELECT session_id FROM refresh_token WHERE hash = ${tokenHash(token)}) AND revoked_at IS NULL RETURNING id`)
  return row?.id ?? null
}
