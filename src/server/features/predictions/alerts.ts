import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { ParameterValues } from '../../../contract/parameters.ts'
import type { Reason } from '../../../contract/predictions.ts'
import { adviceFor, type OrderMode, type RiskClass, worthAlerting } from '../../../domain/risk.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { lockActiveAsset } from '../fleet/commands.ts'
import { parameterValues } from '../parameters/queries.ts'
import { openOrderOf, openPredictiveOrder } from './orders.ts'
import { predictionAlert } from './tables.ts'

export interface PredictedSubject {
  id: string
  day: string
  assetId: string
  system: string
  horizon: number
  modelId: string
  probability: number | null
  riskClass: RiskClass | null
  reasons: readonly Reason[]
  isDemo: boolean
}

export const subjectColumns = sql`
  p.id, p.day, p.asset_id AS "assetId", p.system, p.horizon, p.model_id AS "modelId", p.probability,
  p.risk_class AS "riskClass", p.reasons, p.is_demo AS "isDemo"`

/** Nobody is told twice of the same within the cool-down, nor while the last alert has not ended. */
const quiet = (subject: ReturnType<typeof sql>, now: string, coolDownDays: number) => sql`NOT EXISTS (
  SELECT FROM prediction_alert q WHERE q.asset_id = ${subject}.asset_id AND q.system = ${subject}.system
    AND (q.outcome IS NULL OR q.raised_at > ${now}::timestamptz - make_interval(days => ${coolDownDays})))`

type Advice = 'TOLD' | 'SUGGESTED' | 'ORDERED' | 'ACCEPTED'

/** Writes an alert of a locked unit into the ledger. */
export async function writeAlert(
  { tx, actor, now, audit }: Context,
  subject: PredictedSubject,
  { advice, workOrderId, reason }: { advice: Advice; workOrderId?: string | undefined; reason?: string | undefined },
): Promise<string> {
  const { id: _, ...kept } = subject
  const id = v7()
  const decided = advice === 'ACCEPTED' ? { decidedBy: actor.personId, decidedAt: now } : {}
  await tx.insert(predictionAlert).values({
    ...{
      id,
      ...kept,
      raisedAt: now,
      advice,
      workOrderId: workOrderId ?? null,
      adviceReason: reason ?? null,
      ...decided,
    },
    until: new Date(Date.parse(now) + subject.horizon * 86_400_000).toISOString(),
  })
  audit('predictionAlert.raised', { type: 'predictionAlert', id }, null, {
    ...kept,
    reasons: undefined,
    advice,
    workOrderId,
  })
  return id
}

interface Raise {
  subject: PredictedSubject
  mode: OrderMode
  budget: number | null
  coolDownDays: number
}

/** One alert with what follows from it, decided again under the unit's lock. */
const raiseAlert = command(
  'prediction.decide',
  async (context: Context, { subject, mode, budget, coolDownDays }: Raise): Promise<boolean> => {
    const { tx, actor, now, emit } = context
    const unit = await lockActiveAsset(tx, subject.assetId, actor)
    const [free] = await tx.rows(sql`
      SELECT 1 FROM prediction p WHERE p.id = ${subject.id} AND ${quiet(sql`p`, now, coolDownDays)}`)
    if (!free) return false
    // What a budget has room for is alerted whatever its class.
    const own = subject.riskClass!
    const acted: RiskClass = budget === null || own === 'CRITICAL' ? own : 'HIGH'
    const advice = adviceFor(acted, mode)
    if (!advice) return false
    const other = advice === 'ORDERED' ? await openOrderOf(tx, subject) : null
    const order = advice === 'ORDERED' && !other ? await openPredictiveOrder(context, unit, subject) : null
    const id = await writeAlert(context, subject, {
      advice: advice === 'ORDERED' && !order ? 'TOLD' : advice,
      workOrderId: order?.id,
    })
    if (acted === 'HIGH' || acted === 'CRITICAL') emit('prediction.highRisk', { id, assetId: subject.assetId })
    return true
  },
)

async function candidatesOf(
  tx: Runtime['database']['db'] | Tx,
  runId: string,
  now: string,
  parameters: ParameterValues,
) {
  return tx.rows<PredictedSubject & { probability: number; system: string }>(sql`
    SELECT ${subjectColumns} FROM prediction p JOIN prediction_run r ON r.day = p.day AND r.model_id = p.model_id
      JOIN asset a ON a.id = p.asset_id
    WHERE r.id = ${runId} AND p.horizon = ${parameters['predictions.horizon']} AND p.probability IS NOT NULL
      AND a.archived_at IS NULL AND ${quiet(sql`p`, now, parameters['predictions.coolDownDays'])}`)
}

/** How many more alerts the budget allows in the seven days that end now; `null` without a budget. */
async function budgetLeft(db: Runtime['database']['db'], now: string, budget: number | null): Promise<number | null> {
  if (budget === null) return null
  const [row] = await db.rows<{ raised: number }>(sql`
    SELECT count(*) AS raised FROM prediction_alert WHERE raised_at > ${now}::timestamptz - interval '7 days'`)
  return budget - row!.raised
}

/** Tells of the high risks of a finished run, each in a transaction of its own; a model without use never alerts. */
export async function raiseAlerts(runtime: Runtime, actor: Actor, { id: runId }: { id: string }): Promise<number> {
  const { db } = runtime.database
  const now = runtime.now()
  const parameters = await parameterValues(db)
  const budget = parameters['predictions.alertBudget']
  const left = await budgetLeft(db, now, budget)
  const found = await candidatesOf(db, runId, now, parameters)
  const chosen = worthAlerting(
    found.map((subject) => ({ ...subject, subject, system: subject.system || null })),
    left,
  )
  let raised = 0
  for (const { subject } of chosen) {
    const raise = { mode: parameters['predictions.workOrders'], coolDownDays: parameters['predictions.coolDownDays'] }
    try {
      if (await raiseAlert(runtime, actor, { subject, budget, ...raise })) raised++
    } catch (error) {
      // One unit that cannot be told of must not hold back the others.
      runtime.log.error({ err: error, assetId: subject.assetId }, 'prediction alert')
    }
  }
  return raised
}
