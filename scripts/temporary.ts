import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

const memory = '/dev/shm'
/** What a run of the tests holds at once, several times over. */
const enough = 4 * 2 ** 30

function freeMemory(): number {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize
  } catch {
    return 0
  }
}

/**
 * Temporary folders of this process and of those that it starts lie in memory from now on, where the machine has enough of it,
 * until it ends: a disk makes the embedded database wait for every commit, and tests make hundreds of databases. Whoever sets
 * `TMPDIR` decides.
 */
export function keepTemporaryInMemory(): void {
  if (process.env.TMPDIR || freeMemory() < enough) return
  const folder = mkdtempSync(join(memory, 'faena-'))
  // A test starts PostgreSQL as another user, whose own folder is below this one.
  chmodSync(folder, 0o711)
  process.env.TMPDIR = folder
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
}
