import { z } from 'zod'
import { codedReference, instant, money, optionalText, uuid } from './common.ts'

export const firstBudgetYear = 2000
export const lastBudgetYear = 2100

export const budgetQuery = z.strictObject({
  year: z.coerce
    .number()
    .int()
    .min(firstBudgetYear)
    .max(lastBudgetYear)
    .optional()
    .meta({ description: 'without it the running year' }),
})

export const budgetMonths = z.array(money).length(12)

/** Either the whole year, spread evenly, or its twelve months. */
export const setBudget = z.strictObject({
  year: z.int().min(firstBudgetYear).max(lastBudgetYear),
  total: money.optional().meta({ description: 'of the year, spread evenly over its months' }),
  months: budgetMonths.optional().meta({ description: 'January to December' }),
  note: optionalText(500),
})
export type SetBudget = z.infer<typeof setBudget>

const figures = {
  budget: z.int().nullable().meta({ description: 'of the year; null where none was set' }),
  actual: z.int().meta({ description: 'cost of the orders completed in the year, at the site and those below' }),
  orders: z.int(),
  remaining: z.int().nullable().meta({ description: 'budget less actual; negative once it is exceeded' }),
  toDate: z.int().nullable().meta({ description: 'part of the budget whose time has passed' }),
  projection: z
    .int()
    .nullable()
    .meta({ description: 'straight line through what was spent so far; null before a fortnight has passed' }),
}

export const budgetRow = z
  .object({
    site: codedReference,
    parentId: uuid.nullable(),
    depth: z.int(),
    year: z.int(),
    ...figures,
    version: z.int().meta({ description: '0 where none was set' }),
  })
  .meta({ id: 'BudgetRow' })
export type BudgetRow = z.infer<typeof budgetRow>

const asOf = { asOf: instant, elapsedDays: z.int(), days: z.int().meta({ description: 'of the year' }) }

export const budgetList = z.object({
  year: z.int(),
  ...asOf,
  items: z.array(budgetRow),
  total: z.object(figures).meta({ description: 'of the sites with a budget, each counted once' }),
})
export type BudgetList = z.infer<typeof budgetList>

export const budget = budgetRow
  .extend({
    ...asOf,
    months: z.array(
      z.object({
        month: z.string().meta({ example: '2026-01' }),
        budget: z.int().nullable(),
        actual: z.int(),
        orders: z.int(),
      }),
    ),
    revisions: z.array(
      z.object({
        version: z.int(),
        total: z.int(),
        months: budgetMonths,
        note: z.string().nullable(),
        by: z.string().nullable(),
        at: instant,
      }),
    ),
  })
  .meta({ id: 'Budget' })
export type Budget = z.infer<typeof budget>
