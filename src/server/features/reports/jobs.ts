import type { Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { sendDueReports } from './delivery.ts'

export const reportSchedules = (runtime: () => Runtime): Schedule[] => [
  {
    name: 'report.send',
    cron: '*/5 * * * *',
    async handle(job) {
      const sent = await sendDueReports(runtime(), job.id)
      if (sent > 0) runtime().log.info({ sent }, 'scheduled reports')
    },
  },
]
