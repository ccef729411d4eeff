/** `INS-2026-000042`; a sequence beyond 999,999 simply grows longer. */
export function formatInspectionNumber({ year, sequence }: { year: number; sequence: number }): string {
  return `INS-${String(year).padStart(4, '0')}-${String(sequence).padStart(6, '0')}`
}
