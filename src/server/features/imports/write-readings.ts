import { type SQL, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { Problem } from '../../platform/problem.ts'
import type { PreparedReading } from './prepared.ts'
import { inBatches, type Origin } from './write-batches.ts'

/** Locks the units and makes sure that nobody added a reading since the file's were judged beside `before` of them. */
async function assertSameHistories(tx: Tx, codes: readonly string[], before: number): Promise<void> {
  await tx.rows(sql`SELECT id FROM asset WHERE code = ${anyOf(codes, 'text')} ORDER BY id FOR UPDATE`)
  const [now] = await tx.rows<{ count: number }>(sql`
    SELECT count(*) AS count FROM meter_reading r JOIN asset a ON a.id = r.asset_id
    WHERE a.code = ${anyOf(codes, 'text')} AND r.voided_at IS NULL`)
  if (now!.count !== before) throw new Problem('import.changedMeanwhile')
}

/** Appends the readings to their units' histories. */
export async function writeReadings(
  tx: Tx,
  readings: readonly PreparedReading[],
  readingsBefore: number,
  origin: Origin,
): Promise<void> {
  if (readings.length === 0) return
  await assertSameHistories(tx, [...new Set(readings.map(({ asset }) => asset))], readingsBefore)
  const rows = readings.map((reading) => ({ id: v7(), ...reading }))
  await inBatches(rows, origin, async (batch) => {
    const created = await tx.rows(sql`
      INSERT INTO meter_reading (id, asset_id, meter, at, value, offset_value, note, created_by, import_id)
      SELECT r.id, a.id, r.meter, r.at, r.value, r."offset", r.note, ${origin.personId}::uuid, ${origin.importId}::uuid
      FROM jsonb_to_recordset(${batch}::text::jsonb) AS r(id uuid, asset text, meter text, at timestamptz, value numeric,
        "offset" numeric, note text)
      JOIN asset a ON a.code = r.asset
      RETURNING id`)
    return created.length
  })
  await refreshMeters(tx, sql`SELECT DISTINCT asset_id FROM meter_reading WHERE import_id = ${origin.importId}`)
}

/** Repeats on the units of `ids` what their newest valid readings say. */
export async function refreshMeters(tx: Tx, ids: SQL): Promise<void> {
  const newest = (meter: 'KM' | 'HOURS') => sql`
    LEFT JOIN LATERAL (
      SELECT r.value + r.offset_value AS total, r.at FROM meter_reading r
      WHERE r.asset_id = u.id AND r.meter = ${meter} AND r.voided_at IS NULL ORDER BY r.at DESC LIMIT 1
    ) ${sql.raw(meter.toLowerCase())} ON true`
  await tx.rows(sql`
    UPDATE asset a SET km = n.km, km_at = n.km_at, hours = n.hours, hours_at = n.hours_at, version = a.version + 1
    FROM (
      SELECT u.id, km.total AS km, km.at AS km_at, hours.total AS hours, hours.at AS hours_at
      FROM asset u ${newest('KM')} ${newest('HOURS')} WHERE u.id IN (${ids})
    ) n WHERE a.id = n.id`)
}
