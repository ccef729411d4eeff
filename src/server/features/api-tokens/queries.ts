import { sql } from 'drizzle-orm'
import type { ApiToken } from '../../../contract/api-tokens.ts'
import type { Locale } from '../../../contract/errors.ts'
import type { Permission, Role } from '../../../contract/permissions.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Identity } from '../../platform/http/guard.ts'
import { tokenHash } from '../../platform/secrets.ts'

/** Every token, those that work first. */
export function listApiTokens(db: Db): Promise<ApiToken[]> {
  return db.rows<ApiToken>(sql`
    SELECT t.id, t.name, t.prefix, json_build_object('id', o.id, 'name', o.name) AS owner, t.permissions,
      CASE WHEN t.site_ids IS NOT NULL THEN coalesce((
        SELECT json_agg(json_build_object('id', s.id, 'name', s.name) ORDER BY s.name)
        FROM site s WHERE s.id = ANY(t.site_ids)), '[]') END AS sites,
      t.created_at AS "createdAt", t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt", t.revoked_at AS "revokedAt",
      CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'name', r.name) END AS "revokedBy"
    FROM api_token t JOIN person o ON o.id = t.owner_id LEFT JOIN person r ON r.id = t.revoked_by
    ORDER BY t.revoked_at IS NOT NULL, t.created_at DESC, t.id DESC`)
}

interface TokenRow {
  id: string
  personId: string
  name: string
  tokenName: string
  role: Role
  locale: Locale
  permissions: Permission[]
  ownerSites: string[]
  tokenSites: string[] | null
}

/**
 * Who a token speaks for: its owner as they are today, within the token's permissions and sites; `null` when it is
 * unknown, revoked, expired, or its owner was deactivated. Notes its use, at most once a minute.
 */
export async function identityOfToken(db: Db, token: string, now: string): Promise<Identity | null> {
  const [row] = await db.rows<TokenRow>(sql`
    WITH RECURSIVE token AS (
      SELECT * FROM api_token
      WHERE hash = ${tokenHash(token)} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now}::timestamptz)
    ), used AS (
      UPDATE api_token t SET last_used_at = ${now} FROM token
      WHERE t.id = token.id AND (t.last_used_at IS NULL OR t.last_used_at < ${now}::timestamptz - interval '1 minute')
    ), owned AS (
      SELECT ps.site_id AS id FROM token JOIN person_site ps ON ps.person_id = token.owner_id
      UNION SELECT c.id FROM site c JOIN owned o ON c.parent_id = o.id
    ), narrowed AS (
      SELECT unnest(token.site_ids) AS id FROM token
      UNION SELECT c.id FROM site c JOIN narrowed n ON c.parent_id = n.id
    )
    SELECT token.id, p.id AS "personId", p.name, token.name AS "tokenName", p.role, p.locale, token.permissions,
      coalesce((SELECT json_agg(id) FROM owned), '[]') AS "ownerSites",
      CASE WHEN token.site_ids IS NOT NULL THEN coalesce((SELECT json_agg(id) FROM narrowed), '[]') END AS "tokenSites"
    FROM token JOIN person p ON p.id = token.owner_id WHERE p.deactivated_at IS NULL`)
  if (!row) return null
  const { ownerSites, tokenSites } = row
  const reach = row.role === 'ADMIN' ? null : ownerSites
  return {
    sessionId: null,
    mustChangePassword: false,
    locale: row.locale,
    actor: {
      personId: row.personId,
      name: `${row.name} (${row.tokenName})`,
      role: row.role,
      siteIds: tokenSites && reach ? tokenSites.filter((id) => reach.includes(id)) : (tokenSites ?? reach),
      token: { id: row.id, permissions: row.permissions },
    },
  }
}
