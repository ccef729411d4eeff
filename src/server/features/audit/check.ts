import { sql } from 'drizzle-orm'
import type { AuditCheck } from '../../../contract/audit.ts'
import { verifyAuditChain } from '../../platform/audit/verify.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { setting } from '../../platform/tables.ts'

const key = 'auditChain'

/** What the installation found when it last verified the chain by itself; `null` before the first time. */
export async function lastCheck(db: Db): Promise<AuditCheck | null> {
  const [row] = await db.rows<{ value: AuditCheck }>(sql`SELECT value FROM setting WHERE key = ${key}`)
  return row?.value ?? null
}

/** Verifies the chain, remembers what was found, and tells administrators when it does not hold. */
async function check({ database, jobs, now }: Runtime): Promise<void> {
  const verdict = await verifyAuditChain(database.db)
  const at = now()
  const { intact, entries } = verdict
  const value: AuditCheck = { at, intact, entries, brokenAt: null, reason: null, ...(intact ? {} : verdict) }
  await database.transaction(async (tx) => {
    const row = { value, updatedAt: at }
    await tx
      .insert(setting)
      .values({ key, ...row })
      .onConflictDoUpdate({ target: setting.key, set: row })
    if (intact) return
    const payload = { kind: 'auditBroken' as const, value: String(verdict.brokenAt), since: at }
    await jobs.enqueueEvents(tx, [{ name: 'system.alert', payload }])
  })
}

export const auditSchedules = (runtime: () => Runtime): Schedule[] => [
  { name: 'audit.verify', cron: '10 3 * * *', longest: 3600, handle: () => check(runtime()) },
]
