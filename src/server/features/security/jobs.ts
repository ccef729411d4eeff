import { sql } from 'drizzle-orm'
import type { Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'

/** Addresses of people are kept no longer than an investigation may need them. */
export const securitySchedules = (runtime: () => Runtime): Schedule[] => [
  {
    name: 'security.forget',
    cron: '50 3 * * *',
    async handle() {
      const { database, now } = runtime()
      await database.db.rows(sql`DELETE FROM security_event WHERE at < ${now()}::timestamptz - interval '400 days'`)
    },
  },
]
