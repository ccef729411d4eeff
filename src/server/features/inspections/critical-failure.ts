import { sql } from 'drizzle-orm'
import type { InspectionAnswer } from '../../../contract/inspections.ts'
import type { Point, Section } from '../../../domain/checklist.ts'
import type { Context } from '../../platform/command.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { words } from '../../platform/words.ts'
import { changeStatus, type LockedAsset } from '../fleet/commands.ts'
import { correctiveTypeId, insertWorkOrder } from '../work-orders/commands.ts'

interface Failed {
  number: string
  /** The critical points that failed. */
  points: readonly Point[]
  revision: { sections: readonly Section[] }
  answers: readonly InspectionAnswer[]
}

/** The open order, if any, that already stands for every one of these failed points of the unit. */
async function openOrderFor({ tx }: Context, unit: LockedAsset, points: readonly Point[]): Promise<string | null> {
  const ids = points.map(({ id }) => id)
  const [open] = await tx.rows<{ id: string }>(sql`
    SELECT w.id FROM work_order w JOIN inspection i ON i.work_order_id = w.id
    JOIN inspection_failure f ON f.inspection_id = i.id
    WHERE i.asset_id = ${unit.id} AND w.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
      AND f.critical AND f.point_id = ${anyOf(ids, 'text')}
    GROUP BY w.id HAVING count(DISTINCT f.point_id) = ${ids.length} ORDER BY w.id LIMIT 1`)
  return open?.id ?? null
}

const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

/** The sentences about a failure in the language of whoever found it. */
function wording({ actor }: Context, { number, points, revision, answers }: Failed) {
  const say = (key: string, params = {}) => words(actor.locale, `inspections.${key}`, params)
  const name = ({ es, en }: { es: string; en: string | null }) => (actor.locale === 'en' ? (en ?? es) : es)
  const ids = new Set(points.map(({ id }) => id))
  const where = revision.sections
    .filter((section) => section.points.some(({ id }) => ids.has(id)))
    .map(name)
    .join(', ')
  const lines = points.map((point) => {
    const answer = answers.find(({ pointId }) => pointId === point.id)
    const severity = answer?.severity ? `(${say(`severity.${answer.severity}`)})` : ''
    return [`${name(point)} ${severity}`, answer?.note].filter(Boolean).join(': ')
  })
  return {
    title: shortened(say('orderTitle', { where }), 200),
    description: shortened([say('orderText', { number }), ...lines].join('\n'), 5000),
    tasks: points.map((point) => shortened(name(point), 300)),
    reason: shortened(say('notCleared', { where, number }), 500),
  }
}

/**
 * What failed critical points lead to: the unit may not work and stops, and a corrective order says what to repair. A
 * fault that an open order already stands for does not count as another failure. `alert`: somebody has to know now.
 */
export async function orderForFailures(
  context: Context,
  unit: LockedAsset,
  failed: Failed,
): Promise<{ workOrderId: string | null; alert: boolean }> {
  if (failed.points.length === 0) return { workOrderId: null, alert: false }
  const { tx, now } = context
  const { reason, ...order } = wording(context, failed)
  const stops = unit.status === 'OPERATING'
  const open = await openOrderFor(context, unit, failed.points)
  const workOrderId =
    open ??
    (
      await insertWorkOrder(context, {
        ...order,
        typeId: await correctiveTypeId(tx),
        priority: 'URGENT',
        downtimeFrom: stops ? now : null,
        unit,
        origin: 'INSPECTION',
      })
    ).id
  if (stops) await changeStatus(context, unit, { status: 'STOPPED', at: now, reason, workOrderId })
  return { workOrderId, alert: stops || open === null }
}
