import { sql } from 'drizzle-orm'
import type { OrderPrediction } from '../../../contract/predictions.ts'
import type { AdviceState } from '../../../domain/risk.ts'
import { type Context, command } from '../../platform/command.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { lockActiveAsset } from '../fleet/commands.ts'
import { assetScope } from '../fleet/queries.ts'
import { type PredictedSubject, subjectColumns, writeAlert } from './alerts.ts'
import { getPrediction } from './list-queries.ts'
import { openOrderOf, openPredictiveOrder } from './orders.ts'

/** The prediction, and its unit locked: nobody else decides about it meanwhile. */
async function lockSubject({ tx, actor }: Context, id: string) {
  const [subject] = await tx.rows<PredictedSubject>(sql`
    SELECT ${subjectColumns} FROM prediction p JOIN asset a ON a.id = p.asset_id
    WHERE p.id = ${id} AND ${actor.role === 'OPERATOR' ? sql`false` : assetScope(actor)}`)
  if (!subject) throw notFound()
  const unit = await lockActiveAsset(tx, subject.assetId, actor)
  const [alert] = await tx.rows<{ id: string; advice: AdviceState }>(sql`
    SELECT id, advice FROM prediction_alert
    WHERE asset_id = ${subject.assetId} AND system = ${subject.system} AND outcome IS NULL`)
  return { subject, unit, alert }
}

async function decide(
  { tx, actor, now, audit }: Context,
  alert: { id: string; advice: AdviceState },
  change: { advice: AdviceState; reason: string | null; workOrderId?: string },
): Promise<void> {
  await tx.rows(sql`
    UPDATE prediction_alert SET advice = ${change.advice}, advice_reason = ${change.reason},
      work_order_id = coalesce(${change.workOrderId ?? null}::uuid, work_order_id), decided_by = ${actor.personId},
      decided_at = ${now}, version = version + 1
    WHERE id = ${alert.id}`)
  audit('predictionAlert.decided', { type: 'predictionAlert', id: alert.id }, { advice: alert.advice }, change)
}

/** Opens an order for a prediction, whatever its class: accepts a suggestion, or decides without one. */
export const orderPrediction = command(
  'prediction.decide',
  async (context, { id, reason }: { id: string } & OrderPrediction) => {
    const { tx, actor } = context
    const { subject, unit, alert } = await lockSubject(context, id)
    const open = await openOrderOf(tx, subject)
    if (open) throw new Problem('prediction.orderOpen', { number: open.number })
    const order = await openPredictiveOrder(context, unit, subject)
    const how = { advice: 'ACCEPTED', reason } as const
    // An alert that had an order keeps it: the new one is followed by itself.
    if (alert && alert.advice !== 'ORDERED' && alert.advice !== 'ACCEPTED') {
      await decide(context, alert, { ...how, reason: reason ?? null, workOrderId: order.id })
    } else if (!alert) await writeAlert(context, subject, { ...how, workOrderId: order.id })
    return getPrediction(tx, actor, id)
  },
)

const settle = (advice: 'REJECTED' | 'DONE') =>
  command('prediction.decide', async (context, { id, reason }: { id: string; reason: string }) => {
    const { tx, actor } = context
    const { alert } = await lockSubject(context, id)
    if (alert?.advice !== 'SUGGESTED' && alert?.advice !== 'TOLD') throw new Problem('prediction.notSuggested')
    await decide(context, alert, { advice, reason })
    return getPrediction(tx, actor, id)
  })

/** Turns a suggestion down; the ledger goes on and shows who was right. */
export const dismissPrediction = settle('REJECTED')

/** The work that a suggestion asks for was done already. */
export const donePrediction = settle('DONE')
