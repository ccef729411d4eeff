import type { Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { refreshSummaries } from './summaries.ts'

/** Keeps the summaries close behind the changes, so that whoever looks at a dashboard seldom waits for them. */
export const kpiSchedules = (runtime: () => Runtime): Schedule[] => [
  {
    name: 'kpi.refresh',
    cron: '*/5 * * * *',
    async handle() {
      const { database, config, now } = runtime()
      await refreshSummaries(database, config.COMPANY_TIME_ZONE, now())
    },
  },
]
