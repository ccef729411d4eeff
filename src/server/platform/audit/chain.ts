import { createHash } from 'node:crypto'

/** The fields that an audit row's hash covers. */
export interface ChainedEntry {
  seq: number
  at: string
  actorId: string | null
  actorName: string
  channel: string
  requestId: string
  action: string
  entityType: string
  entityId: string
  changes: string
}

/** SHA-256, hex, over the previous row's hash and every field of `entry` as a JSON array. */
export function entryHash(previous: string, entry: ChainedEntry): string {
  const fields = [
    previous,
    entry.seq,
    Date.parse(entry.at),
    entry.actorId,
    entry.actorName,
    entry.channel,
    entry.requestId,
    entry.action,
    entry.entityType,
    entry.entityId,
    entry.changes,
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

type State = object | null

/** The fields that differ between two states, each `[before, after]`, as JSON text. */
export function changesBetween(before: State, after: State): string {
  const past = (before ?? {}) as Record<string, unknown>
  const next = (after ?? {}) as Record<string, unknown>
  const changes: Record<string, [unknown, unknown]> = {}
  for (const field of new Set([...Object.keys(past), ...Object.keys(next)])) {
    if (field === 'version' || field === 'updatedAt') continue
    if (JSON.stringify(past[field]) !== JSON.stringify(next[field])) {
      changes[field] = [past[field] ?? null, next[field] ?? null]
    }
  }
  return JSON.stringify(changes)
}
