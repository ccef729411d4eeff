import type { Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { countWords } from './queries.ts'

export const searchSchedules = (runtime: () => Runtime): Schedule[] => [
  { name: 'search.countWords', cron: '23 4 * * *', handle: () => countWords(runtime().database.db) },
]
