import { DatabaseError } from './database.ts'

/** PostgreSQL before this version lacks what the schema uses. */
const oldestMajor = 15

/** Throws when the server is too old; `version` is its `server_version_num`, 150004 for 15.4. */
export function assertSupported(version: number): void {
  if (version >= oldestMajor * 10_000) return
  const major = Math.floor(version / 10_000)
  throw new DatabaseError(`PostgreSQL ${oldestMajor} or later is needed; DATABASE_URL leads to version ${major}`)
}

/** Why the first connection to `url` failed, in one line that says what to look at and never the password. */
export function connectFailure(error: unknown, url: string): DatabaseError {
  if (error instanceof DatabaseError) return error
  const { hostname, port, username, pathname } = new URL(url)
  const { code, message } = error as NodeJS.ErrnoException
  const server = `${hostname}:${port || 5432}`
  if (code === '28P01' || code === '28000') {
    return new DatabaseError(`the database at ${server} refused the user ${username} or the password of DATABASE_URL`)
  }
  if (code === '3D000') {
    return new DatabaseError(
      `there is no database ${pathname.slice(1)} at ${server}; create it or correct DATABASE_URL`,
    )
  }
  return new DatabaseError(`cannot reach the database at ${server}: ${code ?? message}`)
}

/** Of the network, and of PostgreSQL while it stops, starts or recovers. */
const lostCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['08001', '08003', '08004', '08006', '57P01', '57P02', '57P03'],
])

/** What the driver says of a connection that broke under it, without a code. */
const lostWords =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect)/

/** The database could not be asked, or went away before it answered; the same may succeed when it is back. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message, cause } = error as { code?: string; message?: string; cause?: unknown }
  if (code) return lostCodes.has(code)
  return lostWords.test(message ?? '') || (cause !== undefined && cause !== null && isConnectionLost(cause))
}
