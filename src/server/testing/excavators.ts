import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** The excavators' raw history, outside the project; absent on most machines, and required in CI. */
export const excavatorFile = new URL(
  '../../../../shared/data/histories/excavators/work-orders-raw.csv.gz',
  import.meta.url,
)

export function hasExcavators(): boolean {
  const present = existsSync(excavatorFile)
  if (!present && process.env.CI) throw new Error('the excavator history is needed in CI')
  if (!present) process.stderr.write('skipped: the excavator history is not on this machine\n')
  return present
}

/** What a category of ours each of their types becomes. */
export const excavatorTypes: Record<string, string> = {
  PM01: 'CORRECTIVE',
  PM06: 'CORRECTIVE',
  PM02: 'PREVENTIVE',
  PM04: 'MODIFICATION',
  PM13: 'MODIFICATION',
  PM05: 'INSTALLATION',
}

/**
 * Counts by `unit type year`, figured out of the file by the simplest means and with none of the product's code: fields
 * by a hand-written scan of quotes, a row is good when its type is known and its cost is digits.
 */
export function excavatorCounts() {
  const lines = gunzipSync(readFileSync(excavatorFile)).toString('utf8').trim().split('\n').slice(1)
  const counts: Record<string, number> = {}
  const malformed: number[] = []
  let cost = 0
  for (const [index, line] of lines.entries()) {
    const fields: string[] = []
    let field = ''
    let quoted = false
    for (const sign of line) {
      if (sign === '"') quoted = !quoted
      else if (sign === ',' && !quoted) {
        fields.push(field)
        field = ''
      } else field += sign
    }
    fields.push(field)
    const [date, unit, , type, amount] = fields as [string, string, string, string, string]
    if (fields.length !== 5 || !(type in excavatorTypes) || !/^-?\d+(\.\d+)?$/.test(amount)) {
      malformed.push(index + 2)
      continue
    }
    const key = `${unit} ${excavatorTypes[type]} ${date.slice(0, 4)}`
    counts[key] = (counts[key] ?? 0) + 1
    cost += Math.sign(Number(amount)) * Math.round(Math.abs(Number(amount)))
  }
  return { counts, malformed, cost, good: lines.length - malformed.length }
}
