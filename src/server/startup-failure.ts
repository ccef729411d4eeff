import { ConfigError } from './platform/config.ts'
import { DatabaseError } from './platform/database/database.ts'
import { NewerSchemaError } from './platform/database/migrations.ts'

/** Why the start failed, in one line that says what to do. */
export function startupFailure(error: unknown): string {
  if (error instanceof ConfigError) return `configuration: ${error.message}`
  if (error instanceof DatabaseError || error instanceof NewerSchemaError) return error.message
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') return `port ${port} is taken; set PORT to a free one`
  if (code === 'EACCES') return `no permission: ${message}`
  if (code === 'ENOSPC') return 'the disk is full; free some space and start again'
  return error instanceof Error ? (error.stack ?? message) : String(error)
}
