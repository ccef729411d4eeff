import { type SQL, sql } from 'drizzle-orm'
import type { KpiScope } from '../../../../contract/kpi.ts'
import type { ReportGrouping } from '../../../../contract/report.ts'
import type { Actor } from '../../../platform/actor.ts'
import { type AskedPeriod, monthsOf } from '../period.ts'
import { unitsInScope } from '../scope.ts'
import type { Reach } from '../summaries.ts'

/** What a report is asked for, and how far the summaries reach. */
export interface Asked {
  actor: Actor
  scope: KpiScope
  zone: string
  reach: Reach
  period: AskedPeriod
  groupBy: ReportGrouping
}

/**
 * A report's statement: `key`, `label`, its columns that add up, and for every other column `c` the sums `c_n` and `c_d`
 * it is the quotient of.
 */
export type Statement = (asked: Asked) => SQL

export const nameColumn = (actor: Actor) => sql.raw(actor.locale === 'en' ? 'name_en' : 'name_es')

const isoOf = (ms: number) => new Date(ms).toISOString()
export const startOf = ({ period }: Pick<Asked, 'period'>) => sql`${isoOf(period.start)}::timestamptz`
export const endOf = ({ period }: Pick<Asked, 'period'>) => sql`${isoOf(period.end)}::timestamptz`

/** Common table expressions `unit` and `b (span)`: the units asked for, and the period. */
export const inScope = (asked: Omit<Asked, 'groupBy' | 'reach'>): SQL => sql`
  ${unitsInScope(asked.actor, asked.scope, asked.zone)},
  b AS (SELECT tstzrange(${startOf(asked)}, ${endOf(asked)}) AS span)`

/** The same with a `span` for each civil month of the period, and which `month` it is. */
export function monthsInScope(asked: Asked): SQL {
  const months = monthsOf(asked.period, asked.zone)
  const column = (values: readonly string[]) => sql.param(values)
  return sql`
    ${unitsInScope(asked.actor, asked.scope, asked.zone)},
    b AS (
      SELECT m.month, tstzrange(m.start, m.past) AS span
      FROM unnest(${column(months.map(({ from }) => from.slice(0, 7)))}::text[],
        ${column(months.map(({ start }) => isoOf(start)))}::timestamptz[],
        ${column(months.map(({ end }) => isoOf(end)))}::timestamptz[]) AS m (month, start, past)
      WHERE m.start < m.past)`
}

interface Group {
  key: SQL
  label: SQL
  /** What the label is read from, beside the unit `a`. */
  join: SQL
}

/** A grouping by what the unit `a` is or where it stands, or by the month of an instant. */
export function unitGroup({ actor, zone, groupBy }: Pick<Asked, 'actor' | 'zone' | 'groupBy'>, at: SQL): Group {
  switch (groupBy) {
    case 'type':
      return {
        key: sql`a.type_id::text`,
        label: sql`g.${nameColumn(actor)}`,
        join: sql`JOIN asset_type g ON g.id = a.type_id`,
      }
    case 'site':
      return { key: sql`a.site_id::text`, label: sql`g.name`, join: sql`JOIN site g ON g.id = a.site_id` }
    case 'month':
      return { key: sql`to_char(${at} AT TIME ZONE ${zone}, 'YYYY-MM')`, label: sql`NULL`, join: sql`` }
    default:
      return { key: sql`a.id::text`, label: sql`a.code || ' · ' || a.name`, join: sql`` }
  }
}

/** Months read in their order, everything else from the most on. */
export const inOrder = (groupBy: ReportGrouping, most: SQL): SQL =>
  groupBy === 'month' ? sql`ORDER BY 1` : sql`ORDER BY ${most} DESC NULLS LAST, 1`
