import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { s3Credentials, startS3 } from '../testing/s3.ts'
import { readConfig } from './config.ts'
import { openFiles } from './files.ts'
import { openBucket } from './s3.ts'

let store: Awaited<ReturnType<typeof startS3>>
let folder: string
beforeAll(async () => {
  store = await startS3()
  folder = mkdtempSync(join(tmpdir(), 'faena-files-'))
})
afterAll(async () => {
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

const configured = (env: Record<string, string>) => readConfig({ NODE_ENV: 'test', DATA_DIR: folder, ...env })
const inBucket = (more: Record<string, string> = {}) =>
  configured({ FILES_URL: 's3://faena/archivos', AWS_ENDPOINT_URL: store.url, ...s3Credentials, ...more })

describe.each([
  ['a folder', () => openFiles(configured({}))],
  ['a bucket', () => openFiles(inBucket())],
])('files in %s', (_where, open) => {
  it('come back as they were, are listed, and are gone when removed', async () => {
    const files = open()
    await files.check()
    const photos = [Buffer.from('una'), Buffer.from('otra foto'), Buffer.alloc(300_000, 7)]
    const kept = []
    for (const bytes of photos) kept.push(await files.put(bytes))
    expect(kept[1]).toMatchObject({ size: 9, sha256: createHash('sha256').update('otra foto').digest('hex') })
    expect((await buffer(files.open(kept[2]!.key))).equals(photos[2]!)).toBe(true)
    const listed = new Map<string, number>()
    for await (const { key, size } of files.list()) listed.set(key, size)
    expect(listed).toEqual(new Map(kept.map(({ key, size }) => [key, size])))
    await files.remove(kept[0]!.key)
    await files.remove(kept[0]!.key)
    await expect(buffer(files.open(kept[0]!.key))).rejects.toThrow()
    await files.keep(kept[0]!.key, photos[0]!)
    expect((await buffer(files.open(kept[0]!.key))).toString()).toBe('una')
  })

  it('have no names but those the store gave', async () => {
    expect(() => open().open('../../etc/passwd')).toThrow(/not a storage key/)
    await expect((async () => open().keep('a/b', Buffer.from('x')))()).rejects.toThrow(/not a storage key/)
  })
})

describe('a bucket', () => {
  it('keeps to its folder, and says what the store says and never a secret', async () => {
    expect([...store.objects.keys()].every((key) => key.startsWith('faena/archivos/'))).toBe(true)
    const wrong = openFiles(inBucket({ AWS_SECRET_ACCESS_KEY: 'otro secreto' }))
    await expect(wrong.put(Buffer.from('x'))).rejects.toThrow(
      /^the file store refused to keep a file: 403 SignatureDoesNotMatch$/,
    )
    expect(() => openBucket(configured({}), 's3://faena')).toThrow(/AWS_ACCESS_KEY_ID/)
    expect(() => configured({ FILES_URL: 'https://faena' })).toThrow(/FILES_URL/)
  })
})
