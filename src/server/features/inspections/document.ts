import { createHash } from 'node:crypto'
import type { Section } from '../../../domain/checklist.ts'
import type { inspection } from './tables.ts'

export type InspectionRow = Omit<typeof inspection.$inferSelect, 'hash'>

/** What an inspection's hash covers besides its own row. */
export interface DocumentParts {
  checklist: { code: string; revision: number; sections: readonly Section[] }
  /** Every photo and the signature by content, in the order of their ids. */
  files: readonly { id: string; sha256: string }[]
}

/** JSON with the keys of every object in order, so that the same content is the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}

/** SHA-256, hex, of all that was submitted: what was asked, what was answered, by whom, when, and every picture. */
export function documentHash(row: InspectionRow, { checklist, files }: DocumentParts): string {
  const instants = {
    startedAt: Date.parse(row.startedAt),
    finishedAt: Date.parse(row.finishedAt),
    submittedAt: Date.parse(row.submittedAt),
  }
  const byId = files.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return createHash('sha256')
    .update(canonical({ ...row, ...instants, checklist, files: byId }))
    .digest('hex')
}
