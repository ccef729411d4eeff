import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { DatabaseError } from './database.ts'

interface Holder {
  pid: number
  /** When the process started, by the kernel: process numbers are given again. Empty where the kernel does not tell. */
  started: string
}

function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isRunning({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return startOf(pid) === started
}

/** Who holds the lock; `null` when its file is not readable as one, as after a crash while it was written. */
function holderOf(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

/**
 * Makes this process the only one to use `folder`, by a file beside it; the lock of a process that died is taken over.
 * Throws `DatabaseError` when another process runs on it. Returns what releases it.
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`
  const holder = holderOf(file)
  if (holder && isRunning(holder)) {
    throw new DatabaseError(
      `the embedded database in ${folder} is in use by process ${holder.pid}; stop it, or set DATA_DIR to another folder`,
    )
  }
  rmSync(file, { force: true })
  const descriptor = openSync(file, 'wx')
  writeSync(descriptor, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }))
  closeSync(descriptor)
  const release = () => {
    process.off('exit', release)
    rmSync(file, { force: true })
  }
  process.on('exit', release)
  return release
}
