import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig } from '../platform/config.ts'
import type { Database } from '../platform/database/database.ts'
import { openEmbeddedDatabase } from '../platform/database/embedded.ts'
import { openServerDatabase } from '../platform/database/server.ts'
import { relationsIn } from '../platform/database/server-dump.ts'
import { createEmptyDatabase } from './database.ts'

export interface RestoreTarget {
  config: Config
  open(): Promise<Database>
  isEmpty(): Promise<boolean>
  drop(): Promise<void>
}

/** An installation that has nothing yet, on whichever engine the run is for. */
export async function emptyTarget(folder: string): Promise<RestoreTarget> {
  const made = await createEmptyDatabase()
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    ...(made ? { DATABASE_URL: made.url } : {}),
  })
  const open = () =>
    made ? openServerDatabase(made.url, 2) : openEmbeddedDatabase({ folder: join(folder, 'database') })
  return {
    config,
    open,
    async isEmpty() {
      if (!made) return !existsSync(join(folder, 'database'))
      const database = await open()
      return (await relationsIn(database.db).finally(() => database.close())) === 0
    },
    drop: async () => made?.drop(),
  }
}
