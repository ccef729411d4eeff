import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Config } from '../../../platform/config.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Runtime } from '../../../platform/runtime.ts'
import { type Device, openSession, recordSecurityFact, type SignedIn } from '../sessions.ts'
import { person, personIdentity } from '../tables.ts'
import type { Contact, Recognised } from './provider.ts'

interface Known {
  id: string
  name: string
  email: string
  deactivatedAt: string | null
}

const knownColumns = sql`p.id, p.name, p.email, p.deactivated_at AS "deactivatedAt"`

async function linkedPerson(db: Db, { issuer, subject }: Recognised): Promise<Known | null> {
  const [row] = await db.rows<Known>(sql`
    SELECT ${knownColumns} FROM person_identity i JOIN person p ON p.id = i.person_id
    WHERE i.issuer = ${issuer} AND i.subject = ${subject}`)
  return row ?? null
}

/** The address a provider vouches for. Throws a `Problem` when it does not, or the installation does not take it. */
function vouchedAddress(config: Config, { email, verified }: Contact): string {
  if (!email || !(verified ?? config.OIDC_TRUST_EMAIL)) throw new Problem('auth.oidcUnverified', email ? { email } : {})
  const domains = config.OIDC_EMAIL_DOMAINS.map((domain) => domain.toLowerCase())
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (domains.length > 0 && !domains.includes(domain)) throw new Problem('auth.oidcDomain', { email })
  return email
}

/** Adds somebody whom nobody has entered yet: an operator without a site, who sees nothing until they are given one. */
async function addPerson(tx: Tx, email: string, name: string, now: string, device: Device): Promise<void> {
  const [added] = await tx
    .insert(person)
    .values({ id: v7(), email, name: name.slice(0, 120), role: 'OPERATOR', createdAt: now })
    .onConflictDoNothing()
    .returning({ id: person.id, name: person.name })
  if (added) await recordSecurityFact(tx, added, now, device, 'person.created', { email, role: 'OPERATOR' })
}

/** Links the identity to the one person with its address, from now on independently of that address. */
async function link(
  { config, now }: Runtime,
  tx: Tx,
  { issuer, subject }: Recognised,
  { email, name }: { email: string; name: string | null },
  device: Device,
): Promise<Known> {
  const at = now()
  if (config.OIDC_CREATE_PEOPLE) await addPerson(tx, email, name ?? email, at, device)
  const [found] = await tx.rows<Known>(
    sql`SELECT ${knownColumns} FROM person p WHERE lower(p.email) = ${email} FOR UPDATE`,
  )
  if (!found) throw new Problem('auth.oidcUnknown', { email })
  if (found.deactivatedAt) throw new Problem('auth.oidcDeactivated', { email })
  // Read under the lock: the same person may be coming in from two windows.
  const [held] = await tx.rows<{ subject: string }>(
    sql`SELECT subject FROM person_identity WHERE person_id = ${found.id} AND issuer = ${issuer}`,
  )
  if (held?.subject === subject) return found
  // An address that was given to somebody else must not open the account of whoever had it before.
  if (held) throw new Problem('auth.oidcOtherIdentity', { email })
  await tx.insert(personIdentity).values({ personId: found.id, issuer, subject, email, linkedAt: at })
  await recordSecurityFact(tx, found, at, device, 'person.identityLinked', { issuer, email })
  return found
}

/**
 * Opens a session for whom the provider recognised: by its identity, or the first time by its verified address. Throws a
 * `Problem`, with the address where one is known, when that is nobody who may come in.
 */
export async function signInRecognised(
  runtime: Runtime,
  recognised: Recognised,
  device: Device,
): Promise<SignedIn & { email: string }> {
  const { config, database } = runtime
  // The provider is asked outside the transaction: the embedded database has one connection.
  const known = await linkedPerson(database.db, recognised)
  const contact = known ? null : await recognised.contact()
  const vouched = contact && { email: vouchedAddress(config, contact), name: contact.name }
  return database.transaction(async (tx) => {
    const who =
      (await linkedPerson(tx, recognised)) ?? (vouched && (await link(runtime, tx, recognised, vouched, device)))
    if (!who) throw new Problem('auth.oidcExpired')
    if (who.deactivatedAt) throw new Problem('auth.oidcDeactivated', { email: who.email })
    return { ...(await openSession(runtime, tx, who, runtime.now(), device, 'oidc')), email: who.email }
  })
}
