import { sql } from 'drizzle-orm'
import type { RecordOutcome } from '../../../contract/predictions.ts'
import { type Outcome, outcomeByFacts } from '../../../domain/risk.ts'
import { assertVersion, command } from '../../platform/command.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { assetScope } from '../fleet/queries.ts'
import { failedAt, isFailure } from './history.ts'
import { getAlert } from './ledger-queries.ts'

type Target = { id: string; expectedVersion?: number | undefined }

/** What somebody found when the work was done; it stands over what the facts would say, and is said once. */
export const recordOutcome = command(
  'prediction.decide',
  async ({ tx, actor, now, audit }, { id, expectedVersion, outcome, note }: Target & RecordOutcome) => {
    const [alert] = await tx.rows<{ outcome: Outcome | null; outcomeBy: string | null; version: number }>(sql`
      SELECT l.outcome, l.outcome_by AS "outcomeBy", l.version FROM prediction_alert l JOIN asset a ON a.id = l.asset_id
      WHERE l.id = ${id} AND ${actor.role === 'OPERATOR' ? sql`false` : assetScope(actor)} FOR UPDATE OF l`)
    if (!alert) throw notFound()
    if (alert.outcomeBy) throw new Problem('prediction.outcomeSettled')
    assertVersion(alert.version, expectedVersion)
    await tx.rows(sql`
      UPDATE prediction_alert SET outcome = ${outcome}, outcome_note = ${note ?? null}, outcome_by = ${actor.personId},
        outcome_at = ${now}, version = version + 1 WHERE id = ${id}`)
    const entity = { type: 'predictionAlert', id }
    audit('predictionAlert.outcome', entity, { outcome: alert.outcome }, { outcome, note })
    return getAlert(tx, actor, id)
  },
)

interface Due {
  id: string
  failed: boolean
  worked: boolean
}

/** Ends the alerts that failed meanwhile or whose horizon has passed, by what was recorded. Safe to run at any time. */
export const resolveOutcomes = command('prediction.decide', async ({ tx, now, audit }, _: object) => {
  const failed = sql`EXISTS (
    SELECT FROM work_order w WHERE w.asset_id = l.asset_id AND ${isFailure(sql`w`)}
      AND (l.system = '' OR w.system = l.system) AND ${failedAt(sql`w`)} > l.raised_at AND ${failedAt(sql`w`)} <= l.until_at)`
  const due = await tx.rows<Due>(sql`
    SELECT * FROM (
      SELECT l.id, l.until_at, ${failed} AS failed, coalesce(o.status IN ('COMPLETED', 'CLOSED'), false) AS worked
      FROM prediction_alert l LEFT JOIN work_order o ON o.id = l.work_order_id
      WHERE l.outcome IS NULL FOR UPDATE OF l SKIP LOCKED
    ) AS open WHERE failed OR until_at <= ${now}`)
  for (const { id, ...facts } of due) {
    const outcome = outcomeByFacts(facts)
    await tx.rows(sql`
      UPDATE prediction_alert SET outcome = ${outcome}, outcome_at = ${now}, version = version + 1 WHERE id = ${id}`)
    audit('predictionAlert.outcome', { type: 'predictionAlert', id }, { outcome: null }, { outcome, byFacts: true })
  }
  return due.length
})
