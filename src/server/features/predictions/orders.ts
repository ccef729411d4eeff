import { sql } from 'drizzle-orm'
import { orderFor, type RiskClass } from '../../../domain/risk.ts'
import { type SystemCode, systemNames } from '../../../domain/system.ts'
import type { Context } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { languageOf, refuseField } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { writtenInstant } from '../../platform/written.ts'
import type { lockActiveAsset } from '../fleet/commands.ts'
import { assignBest } from '../work-orders/assignment/commands.ts'
import { insertWorkOrder } from '../work-orders/commands.ts'

type Unit = Awaited<ReturnType<typeof lockActiveAsset>>

/** What an order is opened for. */
export interface Subject {
  assetId: string
  /** Empty for the unit as a whole. */
  system: string
  horizon: number
  modelId: string
  probability: number | null
  riskClass: RiskClass | null
  isDemo: boolean
}

/** The open predictive order of a unit and system. Read under the unit's lock, nobody else opens one meanwhile. */
export async function openOrderOf(
  tx: Tx,
  { assetId, system }: Pick<Subject, 'assetId' | 'system'>,
): Promise<{ id: string; number: string } | null> {
  const [found] = await tx.rows<{ id: string; number: string }>(sql`
    SELECT id, number FROM work_order
    WHERE asset_id = ${assetId} AND category = 'PREDICTIVE' AND coalesce(system, '') = ${system}
      AND status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD') LIMIT 1`)
  return found ?? null
}

async function predictiveType(tx: Tx): Promise<string> {
  const [type] = await tx.rows<{ id: string }>(sql`
    SELECT id FROM order_type WHERE category = 'PREDICTIVE' AND archived_at IS NULL
    ORDER BY requires_approval, predefined DESC, code LIMIT 1`)
  if (!type) throw refuseField('typeId', 'unknown')
  return type.id
}

/** Opens the order that a risk of a locked unit calls for, and gives it to whoever suits it best. */
export async function openPredictiveOrder(context: Context, unit: Unit, subject: Subject) {
  const { tx, actor, now, runtime } = context
  const { locale } = actor
  const { system, probability, horizon, isDemo } = subject
  const { priority, dueInDays } = orderFor(subject.riskClass ?? 'HIGH')
  const what = system ? systemNames[system as SystemCode][languageOf(locale)] : words(locale, 'predictions.wholeUnit')
  const [model] = await tx.rows<{ trained: string }>(sql`
    SELECT finished_at AS trained FROM prediction_model WHERE id = ${subject.modelId}`)
  const lead =
    probability === null
      ? words(locale, 'predictions.orderRanked')
      : words(locale, 'predictions.orderLead', {
          percent: Math.round(probability * 100),
          days: horizon,
          trained: writtenInstant(model!.trained, locale, runtime.config.COMPANY_TIME_ZONE),
        })
  const order = await insertWorkOrder(context, {
    title: words(locale, 'predictions.orderTitle', { what }),
    description: [isDemo ? words(locale, 'predictions.demo') : null, lead].filter(Boolean).join('\n'),
    typeId: await predictiveType(tx),
    priority,
    system: system ? (system as SystemCode) : null,
    dueAt: new Date(Date.parse(now) + dueInDays * 86_400_000).toISOString(),
    unit,
    origin: 'PREDICTION',
  })
  return assignBest(context, order)
}
