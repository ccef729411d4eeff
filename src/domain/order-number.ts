export type OrderNumber = { readonly year: number; readonly sequence: number }

/** `OT-2026-000042`; a sequence beyond 999,999 simply grows longer. */
export function formatOrderNumber({ year, sequence }: OrderNumber): string {
  return `OT-${String(year).padStart(4, '0')}-${String(sequence).padStart(6, '0')}`
}

/** Reads `OT-2026-000042` as typed by people (`ot 2026 42`, `OT-2026-42`); `null` when it is not an order number. */
export function parseOrderNumber(text: string): OrderNumber | null {
  const match = /^OT[\s-]*(\d{4})[\s-]+(\d{1,9})$/i.exec(text.trim())
  if (!match || Number(match[2]) < 1) return null
  return { year: Number(match[1]), sequence: Number(match[2]) }
}
