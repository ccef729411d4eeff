import type { Db } from '../../platform/database/database.ts'
import type { Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { countWords, indexMissingOrders } from './commands.ts'

export const searchSchedules = (runtime: () => Runtime): Schedule[] => [
  { name: 'search.countWords', cron: '23 4 * * *', handle: () => keepUp(runtime().database.db) },
]

async function keepUp(db: Db): Promise<void> {
  await indexMissingOrders(db)
  await countWords(db)
}
