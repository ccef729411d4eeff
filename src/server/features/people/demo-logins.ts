import { eq, sql } from 'drizzle-orm'
import type { Role } from '../../../contract/permissions.ts'
import type { Config } from '../../platform/config.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { setting } from '../../platform/tables.ts'
import { temporaryPassword } from './one-time-words.ts'
import { hashPassword } from './passwords.ts'
import { person } from './tables.ts'

export interface DemoLogin {
  role: Role
  email: string
  password: string
}

/** Known to everybody, so they open a demo on one's own machine and nothing else. */
const publicLogins: readonly DemoLogin[] = [
  { role: 'ADMIN', email: 'admin@faena.example', password: 'faena-demo-admin' },
  { role: 'SUPERVISOR', email: 'supervisor@faena.example', password: 'faena-demo-supervisor' },
  { role: 'OPERATOR', email: 'operador@faena.example', password: 'faena-demo-operador' },
]
const key = 'demo.logins'

/** Whether somebody else could reach the server: then passwords that everybody knows must not open it. */
export function isReachable({ HOST, TRUST_PROXY, PUBLIC_URL }: Config): boolean {
  return !['127.0.0.1', '::1', 'localhost'].includes(HOST) || TRUST_PROXY !== false || PUBLIC_URL !== undefined
}

/**
 * One login for each role of a demo: the public ones on one's own machine, others when the server can be reached from
 * elsewhere. `null` when the database is no demo, or its secret passwords were told before.
 */
export async function demoLogins(runtime: Runtime): Promise<DemoLogin[] | null> {
  const { db } = runtime.database
  const [state] = await db.rows<{ demo: boolean; logins: string | null }>(sql`
    SELECT EXISTS (SELECT FROM setting WHERE key = 'demo') AS demo,
      (SELECT value ->> 'kind' FROM setting WHERE key = ${key}) AS logins`)
  if (!state?.demo) return null
  const kind = isReachable(runtime.config) ? 'secret' : 'public'
  if (state.logins === kind) return kind === 'public' ? [...publicLogins] : null
  const logins =
    kind === 'public'
      ? [...publicLogins]
      : publicLogins.map((login) => ({ ...login, password: temporaryPassword(runtime.config.SECRET_KEY, null) }))
  const hashed = await Promise.all(
    logins.map(async (login) => ({ ...login, passwordHash: await hashPassword(login.password) })),
  )
  await runtime.database.transaction(async (tx) => {
    for (const { role, email, passwordHash } of hashed) {
      // The busiest of each role: an operator with orders to do.
      const [chosen] = await tx.rows<{ id: string }>(sql`
        SELECT p.id FROM person p LEFT JOIN work_order o ON o.assignee_id = p.id AND o.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
        WHERE p.role = ${role} GROUP BY p.id ORDER BY p.email = ${email} DESC, count(o.id) DESC, p.id LIMIT 1`)
      if (!chosen) continue
      await tx.update(person).set({ email, passwordHash, mustChangePassword: false }).where(eq(person.id, chosen.id))
    }
    const value = { kind }
    await tx.insert(setting).values({ key, value }).onConflictDoUpdate({ target: setting.key, set: { value } })
  })
  return logins
}
