import { v7 } from 'uuid'
import { closeRuntime, openDatabase, openLog, openRuntime } from '../server/app.ts'
import { type Actor, systemActor } from '../server/platform/actor.ts'
import { type Config, readEnvironment } from '../server/platform/config.ts'
import type { Db } from '../server/platform/database/database.ts'
import type { Runtime } from '../server/platform/runtime.ts'

/** The configuration of a command: like the server's, its log on the error output and without news, and in no role. */
export function commandConfig(): Config {
  const config = { ...readEnvironment(), FAENA_ROLES: [] }
  return process.env.LOG_LEVEL ? config : { ...config, LOG_LEVEL: 'warn' }
}

/** Opens the product for one command, acting as the system, and closes it whatever happens. */
export async function withRuntime<T>(work: (runtime: Runtime, actor: Actor) => Promise<T>): Promise<T> {
  const config = commandConfig()
  const runtime = await openRuntime(config, { log: openLog(config, process.stderr) })
  try {
    return await work(runtime, systemActor('cli', v7()))
  } finally {
    await closeRuntime(runtime)
  }
}

/** Opens only the database, as it is, without migrating it. */
export async function withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const database = await openDatabase(commandConfig())
  try {
    return await work(database.db)
  } finally {
    await database.close()
  }
}
