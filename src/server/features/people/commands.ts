import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { CreatePerson, UpdatePerson } from '../../../contract/people.ts'
import { dateAt, startOfDate } from '../../../domain/civil-time.ts'
import { assertVersion, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import { personDetail } from './directory.ts'
import { assertMayHave, checkedRut, checkedSkills, keptSites, lockPerson, refuseTakenIdentity } from './person-rules.ts'
import { revokeSessions } from './revocation.ts'
import { hourlyRate, person, personSite } from './tables.ts'

/** The hash is made outside, because hashing is slow. */
type NewPerson = CreatePerson & { passwordHash: string; mustChangePassword: boolean }

const entity = (id: string) => ({ type: 'person', id })

/** A person who may sign in at once. */
export const createPerson = command(
  'person.manageOperators',
  async ({ tx, actor, now, audit, runtime }, input: NewPerson) => {
    const { siteIds, rut, passwordHash, mustChangePassword, hourlyRate: rate, ...fields } = input
    assertMayHave(actor, input.role, siteIds)
    const values = { ...fields, rut: checkedRut(rut), skills: await checkedSkills(tx, input.skills) }
    await refuseTakenIdentity(tx, null, values)
    const id = v7()
    await tx
      .insert(person)
      .values({ id, ...values, hourlyRate: rate, passwordHash, mustChangePassword, createdAt: now })
    await replaceSites(tx, id, siteIds)
    await recordRate(tx, id, rate, now, runtime.config.COMPANY_TIME_ZONE)
    audit('person.created', entity(id), null, { ...values, siteIds, hourlyRate: rate })
    return personDetail(tx, actor, id, now)
  },
)

export const updatePerson = command(
  'person.manageOperators',
  async (
    { tx, actor, now, audit, runtime },
    input: UpdatePerson & { id: string; expectedVersion: number | undefined },
  ) => {
    const { id, expectedVersion, siteIds: askedSites, rut, skills, ...fields } = input
    const { row, administrators } = await lockPerson(tx, actor, id)
    assertVersion(row.version, expectedVersion)
    const role = input.role ?? row.role
    if (role !== row.role && id === actor.personId) throw new Problem('person.ownAccount')
    if (role !== row.role && row.role === 'ADMIN') assertOtherAdministrator(administrators, id)
    const siteIds = askedSites ? keptSites(actor, row.siteIds, askedSites) : row.siteIds
    assertMayHave(actor, role, siteIds, row.siteIds)
    const after = {
      ...fields,
      ...(rut === undefined ? {} : { rut: checkedRut(rut) }),
      ...(skills === undefined ? {} : { skills: await checkedSkills(tx, skills) }),
    }
    await refuseTakenIdentity(tx, id, after)
    await tx
      .update(person)
      .set({ ...after, version: row.version + 1 })
      .where(eq(person.id, id))
    if (askedSites) await replaceSites(tx, id, siteIds)
    if (input.hourlyRate !== undefined && input.hourlyRate !== row.hourlyRate) {
      await recordRate(tx, id, input.hourlyRate, now, runtime.config.COMPANY_TIME_ZONE)
    }
    const { version: _, deactivatedAt: __, ...before } = row
    audit('person.updated', entity(id), before, { ...before, ...after, siteIds })
    return personDetail(tx, actor, id, now)
  },
)

/** Locks a person out at once and for good, until reactivated; what they did stays under their name. */
export const deactivatePerson = command(
  'person.manageOperators',
  async ({ tx, actor, now, audit }, input: { id: string; expectedVersion: number | undefined }) => {
    const { row, administrators } = await lockPerson(tx, actor, input.id)
    assertVersion(row.version, input.expectedVersion)
    if (input.id === actor.personId) throw new Problem('person.ownAccount')
    if (row.deactivatedAt) throw new Problem('person.deactivated')
    if (row.role === 'ADMIN') assertOtherAdministrator(administrators, input.id)
    await tx
      .update(person)
      .set({ deactivatedAt: now, version: row.version + 1 })
      .where(eq(person.id, input.id))
    const sessionsEnded = await revokeSessions(tx, input.id, now, 'deactivated')
    audit('person.deactivated', entity(input.id), { deactivatedAt: null }, { deactivatedAt: now, sessionsEnded })
    return personDetail(tx, actor, input.id, now)
  },
)

export const reactivatePerson = command(
  'person.manageOperators',
  async ({ tx, actor, now, audit }, input: { id: string; expectedVersion: number | undefined }) => {
    const { row } = await lockPerson(tx, actor, input.id)
    assertVersion(row.version, input.expectedVersion)
    await tx
      .update(person)
      .set({ deactivatedAt: null, version: row.version + 1 })
      .where(eq(person.id, input.id))
    audit('person.reactivated', entity(input.id), { deactivatedAt: row.deactivatedAt }, { deactivatedAt: null })
    return personDetail(tx, actor, input.id, now)
  },
)

/** A new temporary password, every device signed out, the pause after wrong passwords lifted. */
export const resetPassword = command(
  'person.manageOperators',
  async ({ tx, actor, now, audit }, input: { id: string; passwordHash: string; removeSecondFactor: boolean }) => {
    const { row } = await lockPerson(tx, actor, input.id)
    if (row.deactivatedAt) throw new Problem('person.deactivated')
    const { id, passwordHash, removeSecondFactor } = input
    await tx
      .update(person)
      .set({
        passwordHash,
        mustChangePassword: true,
        failedLogins: 0,
        lockedUntil: null,
        version: row.version + 1,
        ...(removeSecondFactor
          ? { totpSecret: null, totpEnabledAt: null, totpLastStep: null, recoveryHashes: [] }
          : {}),
      })
      .where(eq(person.id, id))
    const sessionsEnded = await revokeSessions(tx, id, now, 'passwordReset')
    audit('person.passwordReset', entity(id), null, { removeSecondFactor, sessionsEnded })
    return personDetail(tx, actor, id, now)
  },
)

/** Ends the pause that follows wrong passwords. */
export const unlockPerson = command(
  'person.manageOperators',
  async ({ tx, actor, now, audit }, input: { id: string }) => {
    const { row } = await lockPerson(tx, actor, input.id)
    await tx
      .update(person)
      .set({ failedLogins: 0, lockedUntil: null, version: row.version + 1 })
      .where(eq(person.id, input.id))
    audit('person.unlocked', entity(input.id), null, null)
    return personDetail(tx, actor, input.id, now)
  },
)

function assertOtherAdministrator(administrators: string[], id: string): void {
  if (!administrators.some((other) => other !== id)) throw new Problem('person.lastAdministrator')
}

async function replaceSites(tx: Tx, personId: string, siteIds: readonly string[]): Promise<void> {
  await tx.delete(personSite).where(eq(personSite.personId, personId))
  if (siteIds.length === 0) return
  const unique = [...new Set(siteIds)]
  const known = await tx.rows<{ count: number }>(
    sql`SELECT count(*) AS count FROM site WHERE id = ANY(${sql.param(unique)}::uuid[])`,
  )
  if (known[0]!.count !== unique.length) throw refuseField('siteIds', 'unknown')
  await tx.insert(personSite).values(unique.map((siteId) => ({ personId, siteId })))
}

/** A rate counts from the start of its day, because labour is costed by the rate of the day. */
async function recordRate(tx: Tx, personId: string, rate: number, now: string, zone: string): Promise<void> {
  const from = new Date(startOfDate(dateAt(Date.parse(now), zone), zone)).toISOString()
  await tx
    .insert(hourlyRate)
    .values({ personId, from, rate })
    .onConflictDoUpdate({ target: [hourlyRate.personId, hourlyRate.from], set: { rate } })
}
