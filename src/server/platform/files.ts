import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import type { Config } from './config.ts'
import { type Bucket, openBucket, type StoredObject } from './s3.ts'

/** Where bytes are kept, under random keys that say nothing of their content. */
export interface Files {
  /** Stores `bytes`; the file is complete or absent, never half-written. */
  put(bytes: Buffer): Promise<{ key: string; sha256: string; size: number }>
  /** Stores `bytes` under the key that another store gave them, as a restored backup does. */
  keep(key: string, bytes: Buffer): Promise<void>
  open(key: string): Readable
  remove(key: string): Promise<void>
  /** Every stored file, in no order. */
  list(): AsyncGenerator<StoredObject>
  /** Throws when the store cannot be written. */
  check(): Promise<void>
}

const keyPattern = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/

/** The key itself; throws for what no store gave. */
function assertKey(key: string): string {
  if (!keyPattern.test(key)) throw new Error('not a storage key')
  return key
}

function newKey(): string {
  const name = randomUUID()
  return `${name.slice(0, 2)}/${name}`
}

const stored = (key: string, bytes: Buffer) => ({
  key,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size: bytes.length,
})

/** Files in a local folder, spread over 256 sub-folders. */
export function localFiles(folder: string): Files {
  const root = resolve(folder)
  const pathOf = (key: string) => join(root, assertKey(key))
  async function keep(key: string, bytes: Buffer): Promise<void> {
    const path = pathOf(key)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.part`, bytes, { flush: true })
    await rename(`${path}.part`, path)
  }
  return {
    async put(bytes) {
      const key = newKey()
      await keep(key, bytes)
      return stored(key, bytes)
    },
    keep,
    open: (key) => createReadStream(pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
    async *list() {
      for (const shelf of await readdir(root).catch(() => [])) {
        for (const name of await readdir(join(root, shelf)).catch(() => [])) {
          const key = `${shelf}/${name}`
          if (!keyPattern.test(key)) continue
          const found = await stat(join(root, key)).catch(() => null)
          if (found) yield { key, size: found.size }
        }
      }
    },
    async check() {
      await mkdir(root, { recursive: true })
      await access(root, constants.W_OK)
    },
  }
}

/** Files in a bucket of an S3-compatible store. */
function bucketFiles(bucket: Bucket): Files {
  return {
    async put(bytes) {
      const key = newKey()
      await bucket.put(key, bytes)
      return stored(key, bytes)
    },
    keep: (key, bytes) => bucket.put(assertKey(key), bytes),
    open: (key) => bucket.open(assertKey(key)),
    remove: (key) => bucket.remove(assertKey(key)),
    async *list() {
      for await (const object of bucket.list()) if (keyPattern.test(object.key)) yield object
    },
    async check() {
      await bucket.put('.check', Buffer.from('faena'))
    },
  }
}

/** The store the configuration names: a bucket, or the folder `files` of DATA_DIR. */
export function openFiles(config: Config): Files {
  return config.FILES_URL ? bucketFiles(openBucket(config, config.FILES_URL)) : localFiles(`${config.DATA_DIR}/files`)
}
