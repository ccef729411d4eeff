import type { Config } from '../../platform/config.ts'
import { type Listener, listener, type Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { runBackup, runDrill } from './run.ts'

export const backupListeners = (runtime: () => Runtime): Listener[] => [
  listener({ name: 'run', event: 'backup.requested', handle: (_, job) => runBackup(runtime(), 'REQUEST', job.id) }),
  listener({ name: 'run', event: 'backup.drillRequested', handle: ({ id }) => runDrill(runtime(), id) }),
]

export const backupSchedules = (config: Config, runtime: () => Runtime): Schedule[] => [
  {
    name: 'backup.make',
    cron: config.BACKUP_SCHEDULE,
    handle: (job) => runBackup(runtime(), 'SCHEDULE', job.id),
  },
  { name: 'backup.drill', cron: config.BACKUP_DRILL_SCHEDULE, handle: () => runDrill(runtime(), null) },
]
