import { z } from 'zod'
import { firstBudgetYear, lastBudgetYear } from '../../../contract/budgets.ts'
import { config } from '../../app/config.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { civilToday } from '../../ui/form/civil-time.ts'

const yearFilter = z.strictObject({
  year: z.coerce.number<string>().int().min(firstBudgetYear).max(lastBudgetYear).optional(),
})

/** The year of the page, held in the URL; without one the running year. */
export function useYear() {
  const { filter, setFilter } = useUrlFilter(yearFilter)
  const running = Number(civilToday(config.timeZone).slice(0, 4))
  const year = filter.year ? Number(filter.year) : running
  return { year, running, setYear: (next: number) => setFilter({ year: String(next) }) }
}

export const budgetHref = (siteId: string, year: number) => `/budgets/${siteId}?year=${year}`
