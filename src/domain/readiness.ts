import type { AssetStatus } from './asset.ts'
import type { CivilDate } from './civil-time.ts'
import { type DocumentState, documentState } from './document-expiry.ts'

/** What of a document that counts now readiness asks for. */
/** A kind of document: its code, and its name in somebody's language. */
export type DocumentKind = { readonly type: string; readonly name: string }

export type HeldDocument = DocumentKind & {
  readonly critical: boolean
  readonly expiresOn: CivilDate | null
}

export type UnreadyReason =
  | { readonly code: 'DOCUMENT_EXPIRED'; readonly type: string; readonly document: string; readonly on: CivilDate }
  | { readonly code: 'DOCUMENT_MISSING'; readonly type: string; readonly document: string }
  | { readonly code: 'NOT_OPERATING'; readonly status: AssetStatus }
  | { readonly code: 'CRITICAL_INSPECTION'; readonly inspection: string }

/** Critical documents that no longer count, and required ones that are not there. */
export function documentReasons(
  held: readonly HeldDocument[],
  missing: readonly DocumentKind[],
  today: CivilDate,
): UnreadyReason[] {
  const expired = held.filter(({ critical, expiresOn }) => critical && documentState(expiresOn, today) === 'EXPIRED')
  return [
    ...expired.map(
      ({ type, name, expiresOn }) => ({ code: 'DOCUMENT_EXPIRED', type, document: name, on: expiresOn! }) as const,
    ),
    ...missing.map(({ type, name }) => ({ code: 'DOCUMENT_MISSING', type, document: name }) as const),
  ]
}

/** Everything that keeps a unit from working today; ready when empty. */
export function unitReasons(
  unit: {
    status: AssetStatus
    held: readonly HeldDocument[]
    missing: readonly DocumentKind[]
    /** Numbers of inspections whose critical failure nobody has repaired. */
    inspections: readonly string[]
  },
  today: CivilDate,
): UnreadyReason[] {
  return [
    ...(unit.status === 'OPERATING' ? [] : [{ code: 'NOT_OPERATING', status: unit.status } as const]),
    ...unit.inspections.map((inspection) => ({ code: 'CRITICAL_INSPECTION', inspection }) as const),
    ...documentReasons(unit.held, unit.missing, today),
  ]
}

/** A unit that stands still or failed its inspection is what maintenance is for: only papers refuse a work order. */
export function refusesWork({ code }: UnreadyReason): boolean {
  return code === 'DOCUMENT_EXPIRED' || code === 'DOCUMENT_MISSING'
}

export const lights = ['RED', 'AMBER', 'GREEN', 'NONE'] as const
export type Light = (typeof lights)[number]

/** A unit's light from its documents: red when one forbids it to work, amber when one needs somebody, none without any. */
export function lightOf(
  documents: readonly { readonly critical: boolean; readonly state: DocumentState }[],
  missing: number,
): Light {
  if (missing > 0 || documents.some(({ critical, state }) => critical && state === 'EXPIRED')) return 'RED'
  if (documents.length === 0) return 'NONE'
  return documents.some(({ state }) => state !== 'VALID') ? 'AMBER' : 'GREEN'
}
