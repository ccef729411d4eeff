import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Tx } from '../../platform/database/database.ts'
import type { PreparedAsset } from './prepared.ts'
import { inBatches, type Origin } from './write-batches.ts'

/** Creates the units with their first status and placement; their ids in the order given. */
export async function writeAssets(tx: Tx, assets: readonly PreparedAsset[], origin: Origin): Promise<string[]> {
  const rows = assets.map((asset) => ({ id: v7(), statusId: v7(), placementId: v7(), ...asset }))
  await inBatches(rows, origin, async (batch) => {
    const created = await tx.rows(sql`
      WITH r AS (
        SELECT * FROM jsonb_to_recordset(${batch}::text::jsonb) AS r(id uuid, "statusId" uuid,
          "placementId" uuid, code text, type text, site text, name text,
          make text, model text, year int, "serialNumber" text, plate text, criticality text, "commissionedOn" date,
          notes text, since timestamptz)
      ), created AS (
        INSERT INTO asset (id, code, name, type_id, site_id, make, model, year, serial_number, plate, criticality,
          commissioned_on, notes, status, status_since, import_id)
        SELECT r.id, r.code, r.name, t.id, s.id, r.make, r.model, r.year, r."serialNumber", r.plate, r.criticality,
          r."commissionedOn", r.notes, 'OPERATING', r.since, ${origin.importId}::uuid
        FROM r JOIN asset_type t ON t.code = r.type JOIN site s ON s.code = r.site
        RETURNING id, site_id
      ), statuses AS (
        INSERT INTO asset_status (id, asset_id, status, from_at, created_by)
        SELECT r."statusId", r.id, 'OPERATING', r.since, ${origin.personId}::uuid FROM created c JOIN r ON r.id = c.id
      ), placements AS (
        INSERT INTO asset_placement (id, asset_id, site_id, from_at, created_by)
        SELECT r."placementId", r.id, c.site_id, r.since, ${origin.personId}::uuid FROM created c JOIN r ON r.id = c.id
      )
      SELECT id FROM created`)
    return created.length
  })
  return rows.map(({ id }) => id)
}
