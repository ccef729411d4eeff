import { sql } from 'drizzle-orm'
import type { SetBudget } from '../../../contract/budgets.ts'
import { equalMonths } from '../../../domain/budget.ts'
import { assertVersion, command } from '../../platform/command.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { siteScope } from '../sites/queries.ts'
import { getBudget } from './queries.ts'
import { budget } from './tables.ts'

function monthsOf({ total, months }: SetBudget): number[] {
  if (months && total !== undefined) throw refuseField('total', 'notApplicable')
  if (months) return months
  if (total === undefined) throw refuseField('total', 'required')
  return equalMonths(total)
}

/** Puts a new version in force; those before it stay to be read. */
export const setBudget = command(
  'budget.manage',
  async (
    { tx, actor, now, runtime, audit },
    { siteId, expectedVersion, ...input }: SetBudget & { siteId: string; expectedVersion?: number | undefined },
  ) => {
    const months = monthsOf(input)
    const [site] = await tx.rows<{ archived: boolean }>(sql`
      SELECT s.archived_at IS NOT NULL AS archived FROM site s WHERE s.id = ${siteId} AND ${siteScope(actor)} FOR NO KEY UPDATE`)
    if (!site) throw notFound()
    if (site.archived) throw new Problem('record.archived')
    const { year, note } = input
    const context = { actor, now, zone: runtime.config.COMPANY_TIME_ZONE }
    const before = await getBudget(tx, context, siteId, year)
    assertVersion(before.version, expectedVersion)
    const version = before.version + 1
    await tx
      .insert(budget)
      .values({ siteId, year, version, months, note: note ?? null, createdBy: actor.personId, createdAt: now })
    const inForce = before.revisions[0]
    audit('budget.set', { type: 'site', id: siteId }, inForce ? { year, months: inForce.months } : null, {
      year,
      months,
      note: note ?? null,
    })
    return getBudget(tx, context, siteId, year)
  },
)
