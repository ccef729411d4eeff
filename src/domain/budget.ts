/** Money in whole minor units; a year has twelve months. */
const monthsOfYear = 12

/** A year's amount spread over its months: equal shares, the units left over go to the first months. */
export function equalMonths(total: number): number[] {
  const share = Math.floor(total / monthsOfYear)
  const left = total - share * monthsOfYear
  return Array.from({ length: monthsOfYear }, (_, month) => share + (month < left ? 1 : 0))
}

/** Before this many days the rate of spending says nothing about a year. */
const fewestDays = 14

/**
 * Where spending ends if every day costs what the days so far did: a straight line through nought, no forecast. `null`
 * before a fortnight of the period has passed; once all of it has, what was spent.
 */
export function straightLine(spent: number, elapsedDays: number, days: number): number | null {
  if (elapsedDays >= days) return spent
  return elapsedDays < fewestDays ? null : Math.round((spent / elapsedDays) * days)
}

/** The part of a budget by months that falls before an instant: whole months, and the running one by its share. */
export function budgetToDate(months: readonly number[], elapsedOf: (month: number) => number): number {
  return Math.round(months.reduce((sum, amount, month) => sum + amount * Math.min(1, Math.max(0, elapsedOf(month))), 0))
}
