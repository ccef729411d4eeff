import { type Refusal, refuse } from './refusal.ts'

export const assetStatuses = ['OPERATING', 'STOPPED', 'IN_MAINTENANCE', 'OUT_OF_SERVICE'] as const
export type AssetStatus = (typeof assetStatuses)[number]

/** What it costs the operation to be without the unit; most critical last, so that the index orders them. */
export const criticalities = ['LOW', 'MEDIUM', 'HIGH'] as const
export type Criticality = (typeof criticalities)[number]

/** Down: the unit cannot work. Everything but operating is. */
export function isDown(status: AssetStatus): boolean {
  return status !== 'OPERATING'
}

/** A unit's code as stored: upper case letters, digits, `-`, `_`, `.`, at most 20, starting and ending with a letter or digit. */
export function parseAssetCode(text: string): string | null {
  const code = text.trim().toUpperCase()
  return /^[A-Z0-9](?:[A-Z0-9._-]{0,18}[A-Z0-9])?$/.test(code) ? code : null
}

export type StatusChange = { readonly status: AssetStatus; readonly at: number }

/**
 * Whether a unit's status may change to `next`, given when and to what it changed last (`null`: never had one);
 * `null` when it may. Status intervals follow each other without gap or overlap, so a change cannot lie before the last.
 */
export function checkStatusChange(
  last: StatusChange | null,
  next: StatusChange,
  now: number,
): Refusal<'STATUS_UNCHANGED' | 'STATUS_BEFORE_LAST_CHANGE' | 'STATUS_IN_FUTURE'> | null {
  if (next.at > now) return refuse('STATUS_IN_FUTURE')
  if (!last) return null
  if (next.at <= last.at) return refuse('STATUS_BEFORE_LAST_CHANGE', { since: last.at })
  return next.status === last.status ? refuse('STATUS_UNCHANGED', { status: last.status }) : null
}
