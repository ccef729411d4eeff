import { cpus, hostname, totalmem } from 'node:os'
import {
  type AlertRule,
  afterSample,
  alertRules,
  calm,
  type SystemAlertKind,
  type Watch,
} from '../../../domain/system-alert.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { vitals } from './queries.ts'

type Samples = Partial<Record<SystemAlertKind, number>>

interface Ticks {
  busy: number
  all: number
}

function ticks(): Ticks {
  const each = cpus().map(({ times }) => ({ busy: times.user + times.nice + times.sys + times.irq, idle: times.idle }))
  const busy = each.reduce((sum, core) => sum + core.busy, 0)
  return { busy, all: busy + each.reduce((sum, core) => sum + core.idle, 0) }
}

/** Percent of the machine's time and of the memory this process may have; of a container's, where there is one. */
export function machineSampler(): () => Samples {
  let last = ticks()
  return () => {
    const now = ticks()
    const cpu = now.all === last.all ? 0 : ((now.busy - last.busy) / (now.all - last.all)) * 100
    last = now
    const limit = process.constrainedMemory()
    const total = limit > 0 && limit < totalmem() ? limit : totalmem()
    return { cpu, memory: Math.max(0, 1 - process.availableMemory() / total) * 100 }
  }
}

/** What only one process has to look at. */
async function installationSamples({ database, now }: Runtime): Promise<Samples> {
  const { failedJobs, backupAge, sinceSuccess } = await vitals(database.db, now())
  const predictions = Object.entries(sinceSuccess).filter(([name]) => name.startsWith('prediction'))
  return {
    jobFailures: failedJobs,
    // An installation that never made one is told by its page; there is no age to watch.
    ...(backupAge === null ? {} : { backupStale: backupAge }),
    ...(predictions.length > 0 ? { predictionsStale: Math.min(...predictions.map(([, age]) => age)) / 3600 } : {}),
  }
}

/** Follows samples by the rules and tells administrators what they raise; for installations without Prometheus. */
export function alertWatcher(runtime: Runtime, rules: readonly AlertRule[] = alertRules) {
  const watches = new Map<SystemAlertKind, Watch>()
  return async (samples: Samples): Promise<void> => {
    const now = runtime.now()
    for (const rule of rules) {
      const { kind } = rule
      const value = samples[kind]
      if (value === undefined) continue
      const { changed, ...watch } = afterSample(watches.get(kind) ?? calm, rule, value, Date.parse(now))
      watches.set(kind, watch)
      if (!changed) continue
      runtime.log.warn({ kind, value, machine: hostname() }, watch.raised ? 'alert raised' : 'alert cleared')
      if (!watch.raised) continue
      const payload = { kind, value: String(Math.round(value)), since: new Date(watch.since!).toISOString() }
      await runtime.database.transaction((tx) => runtime.jobs.enqueueEvents(tx, [{ name: 'system.alert', payload }]))
    }
  }
}

/** Milliseconds between two samples. */
const every = 15_000

/** Watches this machine, and the whole installation where the scheduler is, until it is stopped. */
export function startSampling(runtime: Runtime): () => void {
  const machine = machineSampler()
  const watch = alertWatcher(runtime)
  const schedules = runtime.config.FAENA_ROLES.includes('scheduler')
  const sample = async () => {
    const share = runtime.metrics.takeErrorShare()
    const whole = schedules ? await installationSamples(runtime) : {}
    await watch({ ...machine(), errorRate: (share ?? 0) * 100, ...whole })
  }
  const timer = setInterval(() => {
    sample().catch((error) => runtime.log.warn({ err: error }, 'no sample of this machine'))
  }, every)
  timer.unref()
  return () => clearInterval(timer)
}
