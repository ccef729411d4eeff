import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Problem } from '../../platform/problem.ts'
import { checkZip } from './zip-check.ts'

export interface Sheet {
  name: string
  /** Where the archive holds it, as `xl/worksheets/sheet1.xml`. */
  part: string
}

export type Unpacked = { kind: 'csv'; bytes: Buffer } | { kind: 'xlsx'; bytes: Buffer; sheets: Sheet[] }

/** Text inside a gzip file, in bytes. */
const textLimit = 150 * 1024 * 1024
const workbook = 'xl/workbook.xml'
const relations = 'xl/_rels/workbook.xml.rels'

const startsWith = (bytes: Buffer, ...signature: number[]) => signature.every((byte, index) => bytes[index] === byte)

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, code?: string, name?: string) =>
    hex
      ? String.fromCodePoint(Number.parseInt(hex, 16))
      : code
        ? String.fromCodePoint(Number(code))
        : (entities[name!] ?? whole),
  )
}

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]

function sheetsOf(book: string, links: string): Sheet[] {
  const targets = new Map(
    [...links.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  )
  return [...book.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].flatMap(([tag]) => {
    const target = targets.get(/\s\w+:id="([^"]*)"/.exec(tag)?.[1])
    const name = attribute(tag, 'name')
    if (!target?.includes('worksheets/') || name === undefined) return []
    return [{ name: decoded(name), part: target.startsWith('/') ? target.slice(1) : `xl/${target}` }]
  })
}

async function plainBytes(bytes: Buffer): Promise<Buffer> {
  if (!startsWith(bytes, 0x1f, 0x8b)) return bytes
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: textLimit })
  } catch (error) {
    const tooLong = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    throw tooLong ? new Problem('request.tooLarge') : new Problem('import.unreadable', { line: 1 })
  }
}

/** What a file is, by its content: text (perhaps under gzip) or a workbook; refuses everything else. */
export async function unpack(file: Buffer): Promise<Unpacked> {
  const bytes = await plainBytes(file)
  if (bytes.length === 0) throw new Problem('import.empty')
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    const parts = await checkZip(bytes, [workbook, relations])
    const sheets = sheetsOf(parts.get(workbook) ?? '', parts.get(relations) ?? '')
    if (sheets.length === 0) throw new Problem('import.notATable')
    return { kind: 'xlsx', bytes, sheets }
  }
  const utf16 = startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)
  if (!utf16 && bytes.includes(0)) throw new Problem('import.notATable')
  return { kind: 'csv', bytes }
}
