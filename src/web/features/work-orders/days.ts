const dayMs = 86_400_000

const at = (date: string) => Date.parse(`${date}T00:00:00Z`)
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** A civil date some days later; negative for earlier. */
export const plusDays = (date: string, days: number) => dateOf(at(date) + days * dayMs)

/** The Monday of the date's week: weeks start on Monday (ISO 8601, and the custom in Chile). */
export function monday(date: string): string {
  const weekday = (new Date(at(date)).getUTCDay() + 6) % 7
  return plusDays(date, -weekday)
}

const firstOfMonth = (date: string) => `${date.slice(0, 7)}-01`

/** The first day of the month some months later. */
export function plusMonths(date: string, months: number): string {
  const first = new Date(at(firstOfMonth(date)))
  first.setUTCMonth(first.getUTCMonth() + months)
  return dateOf(first.getTime())
}

/** The whole weeks a calendar shows: one, or those that the date's month touches. */
export function calendarDays(date: string, span: 'week' | 'month'): string[] {
  const start = monday(span === 'week' ? date : firstOfMonth(date))
  const last = span === 'week' ? plusDays(start, 6) : plusDays(monday(plusDays(plusMonths(date, 1), -1)), 6)
  const count = Math.round((at(last) - at(start)) / dayMs) + 1
  return Array.from({ length: count }, (_, i) => plusDays(start, i))
}
