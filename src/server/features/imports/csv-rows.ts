import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse'
import type { delimiters, encodings } from '../../../contract/imports.ts'
import { Problem } from '../../platform/problem.ts'

export type Encoding = (typeof encodings)[number]
export type Delimiter = (typeof delimiters)[number]

/** By the byte-order mark, else UTF-8 when every byte fits it, else what Windows writes in Chile. */
export function detectEncoding(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

/** Text of the file's beginning, whole lines only unless there is just one. */
function beginning(bytes: Buffer, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, 64 * 1024))
  const lastBreak = text.lastIndexOf('\n')
  return bytes.length > 64 * 1024 && lastBreak > 0 ? text.slice(0, lastBreak) : text
}

/** How often `sign` separates in each line, quoted parts left out. */
function countsByLine(text: string, sign: string): number[] {
  const lines = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r\n|\n|\r/)
  return lines.filter((line) => line.trim() !== '').map((line) => line.split(sign).length - 1)
}

/** The sign that splits most lines into the same number of fields; among equals the one that makes more of them. */
export function detectDelimiter(bytes: Buffer, encoding: Encoding): Delimiter {
  const text = beginning(bytes, encoding)
  let best: { sign: Delimiter; score: number } = { sign: ',', score: 0 }
  for (const sign of [';', '\t', '|', ','] as const) {
    const counts = countsByLine(text, sign)
    const usual = mode(counts)
    if (usual === 0) continue
    const agreeing = counts.filter((count) => count === usual).length / counts.length
    const score = agreeing + Math.min(usual, 50) / 1000
    if (score > best.score) best = { sign, score }
  }
  return best.sign
}

function mode(counts: number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) if (count > 0) times.set(count, (times.get(count) ?? 0) + 1)
  return [...times].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
}

function* chunksOf(bytes: Buffer, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (let at = 0; at < bytes.length; at += 256 * 1024) {
    yield decoder.decode(bytes.subarray(at, at + 256 * 1024), { stream: true })
  }
  yield decoder.decode()
}

/** The records of the file as they stand, blank ones as no cells; throws `import.unreadable` with the line of a broken quote. */
export async function* csvRows(bytes: Buffer, encoding: Encoding, delimiter: Delimiter): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 1024 * 1024,
    record_delimiter: ['\r\n', '\n', '\r'],
  })
  const feed = async () => {
    for (const chunk of chunksOf(bytes, encoding)) {
      if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve))
      if (parser.destroyed) return
    }
    parser.end()
  }
  const feeding = feed().catch((error: Error) => parser.destroy(error))
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      yield record.every((cell) => cell.trim() === '') ? [] : record
    }
  } catch (error) {
    if (error instanceof CsvError) throw new Problem('import.unreadable', { line: Number(error.lines ?? 0) || 1 })
    throw error
  } finally {
    parser.destroy()
    parser.emit('drain')
    await feeding
  }
}
