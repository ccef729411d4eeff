import type { Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { generateOrders, refreshWindows } from './generator.ts'

export const planSchedules = (runtime: () => Runtime): Schedule[] => [
  {
    name: 'plan.generate',
    cron: '7 * * * *',
    async handle(job) {
      await refreshWindows(runtime())
      const { opened, failed } = await generateOrders(runtime(), job.id)
      if (opened > 0 || failed > 0) runtime().log.info({ opened, failed }, 'maintenance plans')
    },
  },
]
