import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Files } from '../../platform/files.ts'
import { readArchive } from './archive.ts'
import { BackupError } from './backup-error.ts'

interface Targets {
  dump: string
  files: Files
  models: string
  /** Called before a file is stored, so that a failure can take it away again. */
  storing(key: string): void
}

async function writeNew(path: string, content: Readable): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
}

/** Puts every member of an archive in its place; a name that leads elsewhere is refused. */
export function unpack(path: string, { dump, files, models, storing }: Targets) {
  return readArchive(path, async (name, content) => {
    const [folder, ...rest] = name.split('/')
    const inner = rest.join('/')
    if (name === 'database.dump') return writeNew(dump, content)
    if (folder === 'files') {
      storing(inner)
      return files.keep(inner, await buffer(content))
    }
    const isInside = inner !== '' && normalize(inner) === inner && !inner.startsWith('..') && !inner.startsWith('/')
    if (folder === 'models' && isInside) return writeNew(join(models, inner), content)
    throw new BackupError('damaged', `${name} has no place`)
  })
}
