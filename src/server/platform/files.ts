import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'

/** Where bytes are kept, under random keys that say nothing of their content. */
export interface Files {
  /** Stores `bytes`; the file is complete or absent, never half-written. */
  put(bytes: Buffer): Promise<{ key: string; sha256: string; size: number }>
  open(key: string): Readable
  remove(key: string): Promise<void>
  /** Throws when the store cannot be written. */
  check(): Promise<void>
}

/** Files in a local folder, spread over 256 sub-folders. */
export function localFiles(folder: string): Files {
  const root = resolve(folder)
  const pathOf = (key: string) => {
    if (!/^[0-9a-f]{2}\/[0-9a-f-]{36}$/.test(key)) throw new Error('not a storage key')
    return join(root, key)
  }
  return {
    async put(bytes) {
      const name = randomUUID()
      const key = `${name.slice(0, 2)}/${name}`
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(`${path}.part`, bytes, { flush: true })
      await rename(`${path}.part`, path)
      return { key, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
    },
    open: (key) => createReadStream(pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
    async check() {
      await mkdir(root, { recursive: true })
      await access(root, constants.W_OK)
    },
  }
}
