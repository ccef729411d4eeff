import { civilTime } from '../../ui/form/civil-time.ts'

interface Totalled {
  at: string
  total: number
  voidedAt: string | null
}

/** One month's use; `null` when the readings do not say. */
export interface MonthUse {
  /** `2026-11` */
  month: string
  use: number | null
}

const months = 12

/** `2026-01` and -1 give `2025-12`. */
function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/**
 * Use per month over the last twelve, from what the meter had counted by the last reading of each month: what lies
 * between two readings belongs to the month of the later one. Months before the first reading are left out.
 */
export function monthlyUse(readings: readonly Totalled[], zone: string, now: number): MonthUse[] {
  const valid = readings
    .filter(({ voidedAt }) => voidedAt === null)
    .map(({ at, total }) => ({ month: civilTime(at, zone).slice(0, 7), at: Date.parse(at), total }))
    .sort((a, b) => a.at - b.at)
  const current = civilTime(new Date(now).toISOString(), zone).slice(0, 7)
  return Array.from({ length: months }, (_, i) => shiftMonth(current, i - months + 1))
    .filter((month) => valid[0] && valid[0].month <= month)
    .map((month) => {
      const before = valid.findLast((reading) => reading.month < month)
      const last = valid.findLast((reading) => reading.month === month)
      return { month, use: before && last ? Math.round((last.total - before.total) * 10) / 10 : null }
    })
}
