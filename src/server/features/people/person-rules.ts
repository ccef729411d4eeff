import { sql } from 'drizzle-orm'
import type { Role } from '../../../contract/permissions.ts'
import { parseRut } from '../../../domain/rut.ts'
import { systemCodes } from '../../../domain/system.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { personScope } from './queries.ts'

export interface LockedPerson {
  name: string
  email: string
  role: Role
  rut: string | null
  phone: string | null
  siteIds: string[]
  skills: string[]
  weeklyHours: number
  hourlyRate: number
  deactivatedAt: string | null
  version: number
}

/**
 * The person to change, locked together with every active administrator and in the order of their ids: two
 * administrators who demote each other at the same time cannot both succeed, nor wait for each other.
 */
export async function lockPerson(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ row: LockedPerson; administrators: string[] }> {
  const locked = await tx.rows<{ id: string; role: Role; deactivatedAt: string | null }>(sql`
    SELECT id, role, deactivated_at AS "deactivatedAt" FROM person
    WHERE id = ${id} OR (role = 'ADMIN' AND deactivated_at IS NULL) ORDER BY id FOR UPDATE`)
  const [row] = await tx.rows<LockedPerson>(sql`
    SELECT p.name, p.email, p.role, p.rut, p.phone, p.skills, p.weekly_hours AS "weeklyHours",
      p.hourly_rate AS "hourlyRate", p.deactivated_at AS "deactivatedAt", p.version,
      coalesce((SELECT json_agg(site_id ORDER BY site_id) FROM person_site WHERE person_id = p.id), '[]') AS "siteIds"
    FROM person p WHERE p.id = ${id} AND ${personScope(actor)}`)
  if (!row) throw notFound()
  const administrators = locked.filter((other) => other.role === 'ADMIN' && !other.deactivatedAt)
  return { row, administrators: administrators.map((other) => other.id) }
}

/** Only an administrator gives a role above operator, and nobody gives sites that are not theirs to give. */
export function assertMayHave(actor: Actor, role: Role, siteIds: string[], held: readonly string[] = []): void {
  if (actor.role !== 'ADMIN' && role !== 'OPERATOR') throw refuseField('role', 'notYours')
  if (role !== 'ADMIN' && siteIds.length === 0) throw refuseField('siteIds', 'required')
  const given = siteIds.filter((site) => !held.includes(site))
  if (given.some((site) => actor.siteIds && !actor.siteIds.includes(site))) throw refuseField('siteIds', 'unknown')
}

/** The sites asked for; those outside the actor's reach stay as they were. */
export function keptSites(actor: Actor, held: string[], asked: string[]): string[] {
  if (actor.siteIds === null) return asked
  const reach = actor.siteIds
  return [...asked, ...held.filter((site) => !reach.includes(site) && !asked.includes(site))]
}

export function checkedRut(text: string | null | undefined): string | null {
  if (!text) return null
  const rut = parseRut(text)
  if (!rut) throw refuseField('rut', 'RUT_INVALID')
  return rut
}

/** Skills name asset types or systems, so that they can be matched with an order. */
export async function checkedSkills(tx: Tx, skills: string[]): Promise<string[]> {
  const asked = [...new Set(skills)]
  const types = await tx.rows<{ code: string }>(sql`SELECT code FROM asset_type WHERE code = ${anyOf(asked, 'text')}`)
  const known = new Set<string>([...systemCodes, ...types.map((type) => type.code)])
  if (asked.some((skill) => !known.has(skill))) throw refuseField('skills', 'unknown')
  return asked
}

/** Two people never share an e-mail or a RUT; the answer names the field. */
export async function refuseTakenIdentity(
  tx: Tx,
  id: string | null,
  asked: { email?: string | undefined; rut?: string | null | undefined },
): Promise<void> {
  const [taken] = await tx.rows<{ email: boolean; rut: boolean }>(sql`
    SELECT coalesce(bool_or(lower(email) = ${asked.email ?? null}), false) AS email,
      coalesce(bool_or(rut = ${asked.rut ?? null}), false) AS rut
    FROM person WHERE id IS DISTINCT FROM ${id}::uuid`)
  const fields = (['email', 'rut'] as const).filter((field) => taken![field])
  if (fields.length > 0) {
    throw new Problem(
      'request.invalid',
      {},
      fields.map((field) => ({ field, code: 'duplicate' })),
    )
  }
}
