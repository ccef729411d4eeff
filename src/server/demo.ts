import { v7 } from 'uuid'
import { seedDocuments } from './features/demo/documents.ts'
import { seedInspections } from './features/demo/inspections.ts'
import { seedManagement } from './features/demo/management.ts'
import { type DemoOptions, isEmpty, makeSearchable, seedDemo } from './features/demo/seed.ts'
import { refreshSummaries } from './features/kpis/summaries.ts'
import { requestTraining } from './features/predictions/commands.ts'
import { type Actor, systemActor } from './platform/actor.ts'
import type { Runtime } from './platform/runtime.ts'

/** Seeds a demo and everything that is otherwise derived in the background. */
export async function fillWithDemo(runtime: Runtime, actor: Actor, options: DemoOptions) {
  const { database, config } = runtime
  const counts = await seedDemo(runtime, actor, options)
  await Promise.all([
    refreshSummaries(database, config.COMPANY_TIME_ZONE, runtime.now()),
    makeSearchable(runtime),
    seedRecords(runtime, actor, options.seed),
  ])
  // Only the usual horizon at first, so that a demo shows predictions soon; the night trains the others.
  await requestTraining(runtime, actor, { cause: 'DEMO', horizons: [14] })
  return counts
}

async function seedRecords(runtime: Runtime, actor: Actor, seed: string): Promise<void> {
  await seedInspections(runtime, actor, seed)
  await seedDocuments(runtime, seed)
  await seedManagement(runtime, seed)
}

/** An embedded database that is empty gets the demo fleet, unless the configuration says no. */
export async function offerDemo(runtime: Runtime): Promise<void> {
  const { config, database } = runtime
  if (config.DATABASE_URL || !config.DEMO_DATA || !(await database.transaction(isEmpty))) return
  if (config.NODE_ENV === 'development') process.stdout.write('Filling an empty database with a simulated fleet…\n')
  await fillWithDemo(runtime, systemActor('job', v7()), { seed: '1', assets: 40, force: false })
}
