import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { appendAudit } from '../../platform/audit/append.ts'
import { changesBetween } from '../../platform/audit/chain.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { randomToken, tokenHash } from '../../platform/secrets.ts'
import { setting } from '../../platform/tables.ts'
import { assertPasswordAllowed } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import { type Device, openSession, type SignedIn } from './sessions.ts'
import { person } from './tables.ts'

const key = 'setup'

async function hasPeople(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ present: boolean }>(sql`SELECT EXISTS (SELECT 1 FROM person) AS present`)
  return row!.present
}

/** A token for the first administrator, replacing an earlier one; `null` when there is anybody already. */
export function openSetup(runtime: Runtime): Promise<string | null> {
  return runtime.database.transaction(async (tx) => {
    if (await hasPeople(tx)) return null
    const token = randomToken()
    const value = { hash: tokenHash(token) }
    await tx.insert(setting).values({ key, value }).onConflictDoUpdate({ target: setting.key, set: { value } })
    return token
  })
}

/** Makes the first administrator and signs them in; the token is used up. */
export async function setUp(
  runtime: Runtime,
  input: { token: string; name: string; email: string; password: string },
  device: Device,
): Promise<SignedIn> {
  const valid = sql`SELECT 1 FROM setting WHERE key = ${key} AND value->>'hash' = ${tokenHash(input.token)}`
  if ((await runtime.database.db.rows(valid)).length === 0) throw new Problem('auth.setupClosed')
  assertPasswordAllowed(runtime.config, { ...input, secondFactor: false }, input.password, 'password')
  const passwordHash = await hashPassword(input.password)
  const now = runtime.now()
  return runtime.database.transaction(async (tx) => {
    const claimed = await tx.rows(sql`${valid} FOR UPDATE`)
    if (claimed.length === 0 || (await hasPeople(tx))) throw new Problem('auth.setupClosed')
    await tx.delete(setting).where(eq(setting.key, key))
    const id = v7()
    const { name, email } = input
    await tx.insert(person).values({ id, name, email, role: 'ADMIN', passwordHash, mustChangePassword: false })
    await appendAudit(tx, [
      {
        at: now,
        actorId: id,
        actorName: name,
        channel: 'web',
        requestId: device.requestId,
        action: 'person.created',
        entityType: 'person',
        entityId: id,
        changes: changesBetween(null, { name, email, role: 'ADMIN' }),
      },
    ])
    return openSession(runtime, tx, { id, name }, now, device)
  })
}
