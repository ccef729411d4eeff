export type OrderNumber = { readonly year: number; readonly sequence: number }

/** Digits typed alone may be an order of any of these many years. */
const recentYears = 10

/** `OT-2026-000042`; a sequence beyond 999,999 simply grows longer. */
export function formatOrderNumber({ year, sequence }: OrderNumber): string {
  return `OT-${String(year).padStart(4, '0')}-${String(sequence).padStart(6, '0')}`
}

/** The orders that people mean by `OT-2026-000042`, `ot 2026 42`, `2026-42` or, of any recent year, `42`. */
export function orderNumbersMeant(text: string, thisYear: number): string[] {
  const match = /^(?:ot)?[\s-]*(?:((?:19|20)\d{2})[\s-]+)?0*([1-9]\d{0,8})$/i.exec(text.trim())
  if (!match) return []
  const sequence = Number(match[2])
  const years = match[1] ? [Number(match[1])] : Array.from({ length: recentYears }, (_, i) => thisYear - i)
  return years.map((year) => formatOrderNumber({ year, sequence }))
}

/** How the numbers begin that somebody is about to type: `OT-2026-00` for `ot 2026 00`, `OT-2026` for `2026`; or `null`. */
export function orderNumberBegun(text: string): string | null {
  const match = /^(?=ot|(?:19|20)\d{2})(?:ot)?[\s-]*(\d{1,4})(?:[\s-]+(\d*))?$/i.exec(text.trim())
  if (!match) return null
  const [, year, sequence] = match
  return sequence === undefined ? `OT-${year}` : `OT-${year}-${sequence}`
}

/** Sorts behind every number that begins so, in whatever language's order; `null` when none does. */
export function behindBegun(begun: string): string | null {
  const head = begun.replace(/[-9]+$/, '')
  const last = head.at(-1)!
  return /\d/.test(last) ? head.slice(0, -1) + String(Number(last) + 1) : null
}
