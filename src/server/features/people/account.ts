import { and, eq, isNull, sql } from 'drizzle-orm'
import type { UpdateMe } from '../../../contract/people.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { assertPasswordAllowed, passwordRefusals } from './password-rules.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { type Account, accountOf, lockAccount, profile } from './queries.ts'
import { revokeSessions } from './revocation.ts'
import { person, session } from './tables.ts'

type OwnChange = UpdateMe & { sessionId: string | null }

/** What people change about themselves. */
export const updateMe = command('me.update', async ({ tx, actor, audit }, input: OwnChange) => {
  const id = actor.personId!
  const { sessionId, ...change } = input
  const before = await lockAccount(tx, id)
  const [after] = await tx
    .update(person)
    .set({ ...change, version: sql`${person.version} + 1` })
    .where(eq(person.id, id))
    .returning({ locale: person.locale, theme: person.theme, singleKeys: person.singleKeys, phone: person.phone })
  const { locale, theme, singleKeys, phone } = before
  audit('person.preferencesChanged', { type: 'person', id }, { locale, theme, singleKeys, phone }, after!)
  return profile(tx, id, sessionId)
})

/** Secrets have no place in the answers and fingerprints kept for replays. */
export function withoutReplay(actor: Actor): Actor {
  return { ...actor, idempotency: undefined }
}

/** Throws unless `password` is the person's own. Slow on purpose, so never inside a transaction. */
export async function proveOwnPassword(
  runtime: Runtime,
  actor: Actor,
  password: string,
  field: string,
): Promise<Account> {
  const account = await accountOf(runtime.database.db, actor.personId!)
  if (!(await passwordMatches(account.passwordHash, password))) {
    throw new Problem('auth.wrongPassword', {}, [{ field, code: 'wrong' }])
  }
  return account
}

/** Replaces one's own password and signs every other device out. */
export async function changePassword(
  runtime: Runtime,
  actor: Actor,
  input: { current: string; next: string; sessionId: string | null },
): Promise<void> {
  const account = await proveOwnPassword(runtime, actor, input.current, 'current')
  assertPasswordAllowed(
    runtime.config,
    { ...account, secondFactor: account.totpEnabledAt !== null },
    input.next,
    'next',
  )
  if (input.next.normalize('NFKC') === input.current.normalize('NFKC')) {
    throw new Problem('auth.weakPassword', {}, [{ field: 'next', code: 'PASSWORD_UNCHANGED' }])
  }
  await keepPassword(runtime, withoutReplay(actor), {
    replaced: account.passwordHash!,
    passwordHash: await hashPassword(input.next),
    sessionId: input.sessionId,
  })
}

const keepPassword = command(
  'me.update',
  async (
    { tx, actor, now, audit },
    input: { replaced: string; passwordHash: string; sessionId: string | null },
  ): Promise<void> => {
    const id = actor.personId!
    const before = await lockAccount(tx, id)
    if (before.passwordHash !== input.replaced) throw new Problem('record.changed')
    await tx
      .update(person)
      .set({ passwordHash: input.passwordHash, mustChangePassword: false, version: sql`${person.version} + 1` })
      .where(eq(person.id, id))
    const sessionsEnded = await revokeSessions(tx, id, now, 'passwordChanged', input.sessionId)
    audit('person.passwordChanged', { type: 'person', id }, null, { sessionsEnded })
  },
)

/** Signs one of one's own devices out. */
export const revokeOwnSession = command('me.update', async ({ tx, actor, now, audit }, input: { id: string }) => {
  const [ended] = await tx
    .update(session)
    .set({ revokedAt: now, revokedReason: 'revokedByOwner' })
    .where(and(eq(session.id, input.id), eq(session.personId, actor.personId!), isNull(session.revokedAt)))
    .returning({ id: session.id })
  if (!ended) throw notFound()
  audit('session.revoked', { type: 'person', id: actor.personId! }, null, { sessionId: input.id })
})

/** Whether a password that was enough together with a second factor is too short alone. */
export function needsLongerPassword(runtime: Runtime, account: Account, password: string): boolean {
  return passwordRefusals(runtime.config, { ...account, secondFactor: false }, password).length > 0
}
