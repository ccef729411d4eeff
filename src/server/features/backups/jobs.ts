import type { Config } from '../../platform/config.ts'
import { type Listener, listener, type Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { runBackup, runDrill } from './run.ts'

/** Seconds; a large database and a slow disk take their time. */
const longest = 5 * 3600

export const backupListeners = (runtime: () => Runtime): Listener[] => [
  listener({
    name: 'run',
    event: 'backup.requested',
    longest,
    handle: (_, job) => runBackup(runtime(), 'REQUEST', job.id),
  }),
  listener({ name: 'run', event: 'backup.drillRequested', longest, handle: ({ id }) => runDrill(runtime(), id) }),
]

export const backupSchedules = (config: Config, runtime: () => Runtime): Schedule[] => [
  {
    name: 'backup.make',
    cron: config.BACKUP_SCHEDULE,
    longest,
    handle: (job) => runBackup(runtime(), 'SCHEDULE', job.id),
  },
  { name: 'backup.drill', cron: config.BACKUP_DRILL_SCHEDULE, longest, handle: () => runDrill(runtime(), null) },
]
