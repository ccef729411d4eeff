import type { Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { remindOfExpiry } from './reminders.ts'

export const documentSchedules = (runtime: () => Runtime): Schedule[] => [
  {
    name: 'document.remind',
    cron: '17 * * * *',
    async handle(job) {
      const reminded = await remindOfExpiry(runtime(), job.id)
      if (reminded > 0) runtime().log.info({ reminded }, 'document reminders')
    },
  },
]
