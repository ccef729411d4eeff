import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { type Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'
import { z } from 'zod'
import { BackupError } from './backup-error.ts'

/** The first member of every archive: what it is, before anything of it is used. */
const manifestSchema = z.object({
  format: z.literal(1),
  /** A backup holds the engine's own dump, an export the rows of each table. */
  kind: z.enum(['backup', 'export']),
  product: z.string(),
  engine: z.enum(['embedded', 'server']),
  madeAt: z.iso.datetime(),
  /** Time stamp of the newest migration. */
  migration: z.int(),
  /** Rows by table. */
  counts: z.record(z.string(), z.int()),
})
export type Manifest = z.infer<typeof manifestSchema>

/** A member of the archive: bytes at hand, or a file of known size. */
export type Part = { name: string } & ({ bytes: Buffer } | { path: string; size: number })

const sumsName = 'SHA256SUMS'

/** Passes bytes on and hashes them. */
const hashing = (hash: Hash) =>
  new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })

/**
 * Writes a tar archive to a new file: the manifest, the parts, and last the checksums of both in the format of sha256sum,
 * whose presence says that the archive is whole. Returns the size and hash of the file.
 */
export async function writeArchive(
  path: string,
  manifest: Manifest,
  parts: AsyncIterable<Part>,
): Promise<{ size: number; sha256: string }> {
  const archive = pack()
  const whole = createHash('sha256')
  let size = 0
  const measured = new Transform({
    transform(chunk, _encoding, done) {
      whole.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  const written = pipeline(archive, measured, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  // The failure of the disk arrives here; what still adds members then finds the archive destroyed.
  written.catch(() => {})
  const sums: string[] = []
  const mtime = new Date(manifest.madeAt)
  const addBytes = (name: string, bytes: Buffer) =>
    new Promise<void>((resolve, reject) => {
      archive.once('error', reject)
      archive.entry({ name, mode: 0o600, mtime }, bytes, (error) => {
        archive.off('error', reject)
        if (error) reject(error)
        else resolve()
      })
    })
  async function add(part: Part): Promise<void> {
    const hash = createHash('sha256')
    if ('bytes' in part) {
      hash.update(part.bytes)
      await addBytes(part.name, part.bytes)
    } else {
      const member = archive.entry({ name: part.name, size: part.size, mode: 0o600, mtime })
      await pipeline(createReadStream(part.path), hashing(hash), member)
    }
    sums.push(`${hash.digest('hex')}  ${part.name}\n`)
  }
  try {
    await add({ name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest, null, 2)) })
    for await (const part of parts) await add(part)
    await addBytes(sumsName, Buffer.from(sums.join('')))
    archive.finalize()
  } catch (error) {
    archive.destroy(error as Error)
    // The disk's own failure says more than that the archive was destroyed by it.
    await written
    throw error
  }
  await written
  return { size, sha256: whole.digest('hex') }
}

async function readManifest(entry: Readable): Promise<{ manifest: Manifest; bytes: Buffer }> {
  const bytes = await buffer(entry)
  try {
    return { manifest: manifestSchema.parse(JSON.parse(bytes.toString('utf8'))), bytes }
  } catch {
    throw new BackupError('damaged', 'its manifest cannot be read')
  }
}

/** Every checksum against what was read; nothing missing, nothing more. */
function compareSums(text: string, read: ReadonlyMap<string, string>): void {
  const written = new Map(text.split('\n').flatMap((line) => (line ? [[line.slice(66), line.slice(0, 64)]] : [])))
  for (const [name, sum] of written) {
    if (read.get(name) !== sum) throw new BackupError('damaged', `${name} is not what was written`)
  }
  for (const name of read.keys()) if (!written.has(name)) throw new BackupError('damaged', `${name} was added to it`)
}

/**
 * Reads an archive from end to end and checks every byte of it. `visit` gets the members after the manifest in their
 * order and reads each to its end, or leaves it. Throws `BackupError` when the archive is not whole.
 */
export async function readArchive(
  path: string,
  visit: (name: string, content: Readable, manifest: Manifest) => Promise<void> = async () => {},
): Promise<Manifest> {
  const members = extract()
  const fed = pipeline(createReadStream(path), members)
  fed.catch(() => {})
  let manifest: Manifest | null = null
  let sums: string | null = null
  const read = new Map<string, string>()
  try {
    for await (const entry of members) {
      const { name } = entry.header
      if (sums !== null) throw new BackupError('damaged', `${name} follows its end`)
      if (!manifest) {
        if (name !== 'manifest.json') throw new BackupError('notABackup', path)
        const found = await readManifest(entry as unknown as Readable)
        manifest = found.manifest
        read.set(name, createHash('sha256').update(found.bytes).digest('hex'))
      } else if (name === sumsName) {
        sums = (await buffer(entry as unknown as Readable)).toString('utf8')
      } else {
        const hash = createHash('sha256')
        const content = hashing(hash)
        const passed = pipeline(entry, content)
        passed.catch(() => {})
        await visit(name, content, manifest)
        content.resume()
        await passed
        read.set(name, hash.digest('hex'))
      }
    }
    await fed
  } catch (error) {
    if (error instanceof BackupError || (error as NodeJS.ErrnoException).code?.startsWith('E')) throw error
    throw manifest ? new BackupError('damaged', (error as Error).message) : new BackupError('notABackup', path)
  }
  if (!manifest) throw new BackupError('notABackup', path)
  if (sums === null) throw new BackupError('damaged', 'its end is missing')
  compareSums(sums, read)
  return manifest
}
