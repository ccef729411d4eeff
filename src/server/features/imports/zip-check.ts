import { createInflateRaw } from 'node:zlib'
import { Problem } from '../../platform/problem.ts'

export interface Entry {
  name: string
  method: number
  compressed: number
  start: number
}

const endSignature = 0x06054b50
const directorySignature = 0x02014b50
const localSignature = 0x04034b50
/** What all parts of a workbook may hold together, in bytes, and how many parts there may be. */
const inflatedLimit = 400 * 1024 * 1024
const entryLimit = 2000

const unreadable = () => new Problem('import.unreadable', { line: 1 })

/** The entries of the central directory, whose local parts must fill the archive up to it: nothing else may hide there. */
export function entriesOf(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > zip.length || zip.readUInt32LE(end) !== endSignature) throw unreadable()
  const count = zip.readUInt16LE(end + 10)
  const directory = zip.readUInt32LE(end + 16)
  if (count > entryLimit) throw new Problem('import.bomb')
  const entries: (Entry & { from: number })[] = []
  let at = directory
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== directorySignature) throw unreadable()
    const nameLength = zip.readUInt16LE(at + 28)
    const from = zip.readUInt32LE(at + 42)
    if (from + 30 > zip.length || zip.readUInt32LE(from) !== localSignature) throw unreadable()
    const start = from + 30 + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28)
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      compressed: zip.readUInt32LE(at + 20),
      from,
      start,
    })
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  let covered = 0
  for (const { from, start, compressed } of entries.sort((a, b) => a.from - b.from)) {
    // A data descriptor of at most 24 bytes may follow each part.
    if (from < covered || from - covered > 24) throw unreadable()
    covered = start + compressed
  }
  if (covered > directory || directory - covered > 24) throw unreadable()
  return entries
}

function inflate(bytes: Buffer, allowed: number, keep: boolean): Promise<{ size: number; text: string }> {
  return new Promise((resolve, reject) => {
    const stream = createInflateRaw()
    const kept: Buffer[] = []
    let size = 0
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (keep) kept.push(chunk)
      if (size > allowed) stream.destroy(new Problem('import.bomb'))
    })
    stream.on('end', () => resolve({ size, text: Buffer.concat(kept).toString('utf8') }))
    stream.on('error', (error) => reject(error instanceof Problem ? error : unreadable()))
    stream.end(bytes)
  })
}

/**
 * Inflates every part of a zip archive once without keeping it, so that what an archive says of its own sizes need not
 * be believed, and returns the text of the parts in `wanted`.
 */
export async function checkZip(zip: Buffer, wanted: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  let total = 0
  for (const { name, method, start, compressed } of entriesOf(zip)) {
    const bytes = zip.subarray(start, start + compressed)
    if (method !== 0 && method !== 8) throw unreadable()
    const keep = wanted.includes(name)
    const { size, text } =
      method === 0
        ? { size: bytes.length, text: keep ? bytes.toString('utf8') : '' }
        : await inflate(bytes, inflatedLimit - total, keep)
    total += size
    if (total > inflatedLimit) throw new Problem('import.bomb')
    if (keep) texts.set(name, text)
  }
  return texts
}
