import { ConfigError } from './platform/config.ts'
import { DatabaseError } from './platform/database/database.ts'
import { NewerSchemaError } from './platform/database/migrations.ts'

type Failure = NodeJS.ErrnoException & { port?: number; address?: string; cause?: unknown }

/** PostgreSQL's own word for a full disk (SQLSTATE) beside the system's. */
const diskFull = new Set(['ENOSPC', 'EDQUOT', '53100'])
const notWritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT'])

/** The failure itself and what caused it, from the outside in. */
function chain(error: unknown): Failure[] {
  const failures: Failure[] = []
  for (let next = error as Failure | undefined; next instanceof Error; next = next.cause as Failure | undefined) {
    failures.push(next)
  }
  return failures
}

function said(failure: Failure): string | null {
  if (failure instanceof ConfigError) return `configuration: ${failure.message}`
  if (failure instanceof DatabaseError || failure instanceof NewerSchemaError) return failure.message
  const { code = '', message, port, address, path, syscall } = failure
  if (code === 'EADDRINUSE') return `port ${port} is taken; set PORT to a free one`
  if (code === 'EADDRNOTAVAIL') return `${address} is no address of this machine; correct HOST`
  if (code === 'EACCES' && syscall === 'listen') return `no permission to listen on port ${port}; set PORT above 1023`
  if (diskFull.has(code) || /No space left on device/.test(message)) {
    return 'the disk is full; free some space and start again'
  }
  if (notWritable.has(code) && path)
    return `cannot write ${path} (${code}); set DATA_DIR to a folder that can be written`
  return null
}

/** Why the start failed: one line that says what to do, or all that is known of a failure nobody foresaw. */
export function startupFailure(error: unknown): string {
  for (const failure of chain(error)) {
    const line = said(failure)
    if (line) return line
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
