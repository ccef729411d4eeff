import { createHash } from 'node:crypto'
import type { ImportShape } from '../../../contract/imports.ts'
import { plainText } from '../../../domain/import/plain-text.ts'
import type { Files } from '../../platform/files.ts'
import { type Unpacked, unpack } from './unpack.ts'

/** The file as it was uploaded, unpacked again. */
export async function openStoredFile(files: Files, key: string): Promise<Unpacked> {
  const parts: Buffer[] = []
  for await (const part of files.open(key)) parts.push(part as Buffer)
  return unpack(Buffer.concat(parts))
}

/** The same for files with the same headings, whatever their case, accents and order. */
export function shapeHashOf({ columns }: ImportShape): string {
  const names = columns.map(({ name }) => plainText(name) || name).sort()
  return createHash('sha256').update(JSON.stringify(names)).digest('hex')
}
