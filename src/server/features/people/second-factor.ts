import { eq, sql } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { tokenHash } from '../../platform/secrets.ts'
import { needsLongerPassword, proveOwnPassword, withoutReplay } from './account.ts'
import { recoveryCode } from './one-time-words.ts'
import { lockAccount } from './queries.ts'
import { person } from './tables.ts'
import { acceptTotp, newTotpSecret } from './totp.ts'

const recoveryCodeCount = 10

const setUp = command('me.update', async ({ tx, actor, audit, runtime }, _input: Record<string, never>) => {
  const id = actor.personId!
  const account = await lockAccount(tx, id)
  if (account.totpEnabledAt) throw new Problem('auth.totpAlreadyOn')
  const { secret, uri, sealed } = newTotpSecret(runtime.config.SECRET_KEY, account.email)
  await tx.update(person).set({ totpSecret: sealed, totpLastStep: null }).where(eq(person.id, id))
  audit('person.secondFactorStarted', { type: 'person', id }, null, null)
  return { secret, uri }
})

/** A new secret, shown once and without effect until a code made from it is confirmed. */
export function setUpTotp(runtime: Runtime, actor: Actor) {
  return setUp(runtime, withoutReplay(actor), {})
}

const confirm = command('me.update', async ({ tx, actor, now, audit, runtime }, input: { code: string }) => {
  const id = actor.personId!
  const account = await lockAccount(tx, id)
  if (account.totpEnabledAt) throw new Problem('auth.totpAlreadyOn')
  if (!account.totpSecret) throw new Problem('auth.totpNotStarted')
  const step = await acceptTotp(runtime.config.SECRET_KEY, account, input.code, now)
  if (step === null) throw new Problem('auth.wrongCode', {}, [{ field: 'code', code: 'wrong' }])
  const codes = Array.from({ length: recoveryCodeCount }, recoveryCode)
  await tx
    .update(person)
    .set({
      totpEnabledAt: now,
      totpLastStep: step,
      recoveryHashes: codes.map(tokenHash),
      version: sql`${person.version} + 1`,
    })
    .where(eq(person.id, id))
  audit('person.secondFactorOn', { type: 'person', id }, { totpEnabled: false }, { totpEnabled: true })
  return { recoveryCodes: codes }
})

/** Turns the second factor on; answers with the one-time codes that stand in for it when it is lost. */
export function confirmTotp(runtime: Runtime, actor: Actor, input: { code: string }) {
  return confirm(runtime, withoutReplay(actor), input)
}

const disable = command('me.update', async ({ tx, actor, audit }, input: { mustChangePassword: boolean }) => {
  const id = actor.personId!
  const account = await lockAccount(tx, id)
  await tx
    .update(person)
    .set({
      totpSecret: null,
      totpEnabledAt: null,
      totpLastStep: null,
      recoveryHashes: [],
      version: sql`${person.version} + 1`,
      ...(input.mustChangePassword ? { mustChangePassword: true } : {}),
    })
    .where(eq(person.id, id))
  audit(
    'person.secondFactorOff',
    { type: 'person', id },
    { totpEnabled: account.totpEnabledAt !== null },
    { totpEnabled: false },
  )
})

/** Turns the second factor off; a password that was only long enough beside it has to be replaced then. */
export async function disableTotp(runtime: Runtime, actor: Actor, input: { password: string }): Promise<void> {
  const account = await proveOwnPassword(runtime, actor, input.password, 'password')
  const mustChangePassword = needsLongerPassword(runtime, account, input.password)
  await disable(runtime, withoutReplay(actor), { mustChangePassword })
}
