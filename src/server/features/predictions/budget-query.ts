import type { z } from 'zod'
import type { AlertBudget, alertBudgetQuery } from '../../../contract/predictions.ts'
import { budgetEffect } from '../../../domain/risk.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound } from '../../platform/problem.ts'
import { parameterValues } from '../parameters/queries.ts'
import { backTestOf } from './model-queries.ts'

const asked = [1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100, 200, 500, 1000]

/** What so many alerts a week would have found and missed in the back-test; 404 where no model is useful. */
export async function budgetOf(db: Db, { horizon }: z.output<typeof alertBudgetQuery>): Promise<AlertBudget> {
  const { contests, limits } = await backTestOf(db, undefined)
  const contest = contests.find(({ days, champion }) => days === horizon && champion !== null)
  if (!contest) throw notFound()
  const { gain, baseRate, subjects: units } = contest
  const watched = (Date.parse(limits.until) - Date.parse(limits.since ?? limits.until)) / 86_400_000
  const failuresPerMonth = (limits.failures * 30.44) / Math.max(1, watched)
  const current = (await parameterValues(db))['predictions.alertBudget']
  const sizes = [...new Set([...asked.filter((n) => n <= units), ...(current ? [current] : [])])].sort((a, b) => a - b)
  const options = sizes.map((perWeek) => {
    const { found, precision } = budgetEffect(gain, { perWeek, units, baseRate })
    return { perWeek, found, precision, missedPerMonth: failuresPerMonth * (1 - found) }
  })
  return { horizon, current, failuresPerMonth, options }
}
