import { type SQL, sql } from 'drizzle-orm'
import type { Locale } from '../../../contract/errors.ts'
import type { Me } from '../../../contract/people.ts'
import { permissionsOf, type Role } from '../../../contract/permissions.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import type { Identity } from '../../platform/http/guard.ts'

/** Which people `actor` may see and manage: an administrator everybody, a supervisor the operators of their sites. */
export function personScope(actor: Actor): SQL {
  if (actor.siteIds === null) return sql`true`
  if (actor.role !== 'SUPERVISOR') return sql`false`
  return sql`(p.role = 'OPERATOR' AND EXISTS (
    SELECT 1 FROM person_site ps WHERE ps.person_id = p.id AND ps.site_id = ${anyOf(actor.siteIds, 'uuid')}))`
}

interface IdentityRow {
  personId: string
  name: string
  role: Role
  locale: Locale
  mustChangePassword: boolean
  siteIds: string[]
}

/** A password set by somebody else concerns only those who came in with it; `method` is how the session was opened. */
const mustChange = (method: SQL) => sql`p.must_change_password AND ${method} = 'password' AS "mustChangePassword"`

const identityColumns = (method: SQL) => sql`
  p.id AS "personId", p.name, p.role, p.locale, ${mustChange(method)},
  coalesce((SELECT json_agg(id) FROM reach), '[]') AS "siteIds"`

function toIdentity({ personId, name, role, locale, mustChangePassword, siteIds }: IdentityRow) {
  return { mustChangePassword, locale, actor: { personId, name, role, siteIds: role === 'ADMIN' ? null : siteIds } }
}

/** The person behind a session that is neither revoked nor expired, with every site below theirs. */
export async function identityOfSession(db: Db, sessionId: string, now: string): Promise<Identity | null> {
  const [row] = await db.rows<IdentityRow>(sql`
    WITH RECURSIVE reach AS (
      SELECT ps.site_id AS id FROM session s JOIN person_site ps ON ps.person_id = s.person_id WHERE s.id = ${sessionId}
      UNION
      SELECT c.id FROM site c JOIN reach r ON c.parent_id = r.id
    )
    SELECT ${identityColumns(sql`s.method`)}
    FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.id = ${sessionId} AND s.revoked_at IS NULL AND s.expires_at > ${now} AND p.deactivated_at IS NULL`)
  return row ? { sessionId, ...toIdentity(row) } : null
}

/** The same of somebody known otherwise than by a session; `null` when they may not act any more. */
export async function identityOfPerson(db: Db, personId: string): Promise<Omit<Identity, 'sessionId'> | null> {
  const [row] = await db.rows<IdentityRow>(sql`
    WITH RECURSIVE reach AS (
      SELECT site_id AS id FROM person_site WHERE person_id = ${personId}
      UNION
      SELECT c.id FROM site c JOIN reach r ON c.parent_id = r.id
    )
    SELECT ${identityColumns(sql`'password'`)} FROM person p WHERE p.id = ${personId} AND p.deactivated_at IS NULL`)
  return row ? toIdentity(row) : null
}

/** A person as a job acts in their name; `null` once they are deactivated. */
export async function actorOf(db: Db, personId: string, requestId: string): Promise<Actor | null> {
  const [row] = await db.rows<Pick<IdentityRow, 'name' | 'role' | 'locale' | 'siteIds'>>(sql`
    WITH RECURSIVE reach AS (
      SELECT site_id AS id FROM person_site WHERE person_id = ${personId}
      UNION
      SELECT c.id FROM site c JOIN reach r ON c.parent_id = r.id
    )
    SELECT p.name, p.role, p.locale, coalesce((SELECT json_agg(id) FROM reach), '[]') AS "siteIds"
    FROM person p WHERE p.id = ${personId} AND p.deactivated_at IS NULL`)
  if (!row) return null
  const { siteIds, ...person } = row
  return { ...person, personId, siteIds: row.role === 'ADMIN' ? null : siteIds, channel: 'job', requestId }
}

/** The person as they see themselves, in this session if there is one. */
export async function profile(db: Db, personId: string, sessionId: string | null = null): Promise<Me> {
  const method = sql`coalesce((SELECT method FROM session WHERE id = ${sessionId}::uuid), 'password')`
  const [row] = await db.rows<Omit<Me, 'permissions'>>(sql`
    SELECT p.id, p.name, p.email, p.phone, p.role, p.locale, p.theme, p.single_keys AS "singleKeys",
      ${mustChange(method)}, p.totp_enabled_at IS NOT NULL AS "totpEnabled",
      cardinality(p.recovery_hashes) AS "recoveryCodesLeft",
      CASE WHEN p.role = 'ADMIN' THEN NULL ELSE coalesce((
        SELECT json_agg(json_build_object('id', s.id, 'code', s.code, 'name', s.name) ORDER BY s.name)
        FROM person_site ps JOIN site s ON s.id = ps.site_id WHERE ps.person_id = p.id), '[]') END AS sites,
      EXISTS (SELECT 1 FROM setting WHERE key = 'demo') AS demo, p.version
    FROM person p WHERE p.id = ${personId}`)
  return { ...row!, permissions: permissionsOf(row!.role) }
}

/** What proves that somebody is this person, and what they set for themselves. */
export interface Account {
  id: string
  name: string
  email: string
  phone: string | null
  locale: Locale
  theme: Me['theme']
  singleKeys: boolean
  passwordHash: string | null
  totpSecret: string | null
  totpEnabledAt: string | null
  totpLastStep: number | null
  recoveryHashes: string[]
  failedLogins: number
  lockedUntil: string | null
}

const accountColumns = sql`
  id, name, email, phone, locale, theme, single_keys AS "singleKeys", password_hash AS "passwordHash",
  totp_secret AS "totpSecret", totp_enabled_at AS "totpEnabledAt", totp_last_step AS "totpLastStep",
  recovery_hashes AS "recoveryHashes", failed_logins AS "failedLogins", locked_until AS "lockedUntil"`

/** What a log-in is checked against, locked so that parallel guesses are counted one by one. */
export async function lockCredentials(db: Db, email: string): Promise<Account | null> {
  const [row] = await db.rows<Account>(
    sql`SELECT ${accountColumns} FROM person WHERE lower(email) = ${email} AND deactivated_at IS NULL FOR UPDATE`,
  )
  return row ?? null
}

/** The account of somebody who is signed in. */
export async function accountOf(db: Db, personId: string): Promise<Account> {
  const [row] = await db.rows<Account>(sql`SELECT ${accountColumns} FROM person WHERE id = ${personId}`)
  return row!
}

export async function lockAccount(tx: Tx, personId: string): Promise<Account> {
  const [row] = await tx.rows<Account>(sql`SELECT ${accountColumns} FROM person WHERE id = ${personId} FOR UPDATE`)
  return row!
}

interface SessionItem {
  id: string
  createdAt: string
  lastUsedAt: string
  userAgent: string
  ip: string
  method: 'password' | 'oidc'
  current: boolean
}

export async function sessionsOf(
  db: Db,
  personId: string,
  currentId: string | null,
  now: string,
): Promise<SessionItem[]> {
  return db.rows<SessionItem>(sql`
    SELECT id, created_at AS "createdAt", last_used_at AS "lastUsedAt", user_agent AS "userAgent", ip, method,
      id = ${currentId}::uuid AS current
    FROM session WHERE person_id = ${personId} AND revoked_at IS NULL AND expires_at > ${now}
    ORDER BY last_used_at DESC`)
}
