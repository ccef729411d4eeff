import { sql } from 'drizzle-orm'
import type { SubmitInspection } from '../../../contract/inspections.ts'
import type { MeterKind } from '../../../domain/asset-type.ts'
import type { Context } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import type { LockedAsset } from '../fleet/commands.ts'
import { recordReading } from '../fleet/meters/commands.ts'

/** The meter that an inspection has to read: the one the unit's use is measured by. */
async function mainMeter(tx: Tx, typeId: string): Promise<MeterKind | null> {
  const [type] = await tx.rows<{ hours: boolean; km: boolean }>(sql`
    SELECT has_hours AS hours, has_km AS km FROM asset_type WHERE id = ${typeId}`)
  return type!.hours ? 'HOURS' : type!.km ? 'KM' : null
}

type Given = Pick<SubmitInspection, 'readings' | 'noReadingReason'> & { finishedAt: string }

/** Records what the meters showed, by the rules of meters. A meter that nobody can read does not stop an inspection. */
export async function recordReadings(context: Context, unit: LockedAsset, given: Given): Promise<void> {
  const { readings, noReadingReason, finishedAt } = given
  const required = await mainMeter(context.tx, unit.typeId)
  if (required && !noReadingReason && !readings.some(({ meter }) => meter === required)) {
    throw refuseField('readings', 'required')
  }
  for (const [i, { meter, value }] of readings.entries()) {
    try {
      await recordReading(context, unit, { meter, value, at: finishedAt })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const fields = error.fields.map((field) => ({ ...field, field: `readings.${i}.${field.field}` }))
      throw new Problem(error.code, error.params, fields)
    }
  }
}
