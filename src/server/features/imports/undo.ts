import { sql } from 'drizzle-orm'
import { command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import { importDetail, storedRun } from './queries.ts'
import { refreshMeters } from './write-readings.ts'

/** Records named in a refusal; all of them are counted. */
const namedChanges = 50

/** What people did with the imported records since: every use case leaves an audit row, and others may refer to them. */
async function changedSince(tx: Tx, id: string) {
  return tx.rows<{ label: string; count: number }>(sql`
    WITH touched AS (
      SELECT w.number AS label FROM work_order w
      WHERE w.import_id = ${id} AND (w.version > 1
        OR EXISTS (SELECT 1 FROM labour_entry l WHERE l.work_order_id = w.id)
        OR EXISTS (SELECT 1 FROM work_order_comment c WHERE c.work_order_id = w.id)
        OR EXISTS (SELECT 1 FROM work_order_task k WHERE k.work_order_id = w.id)
        OR EXISTS (SELECT 1 FROM work_order d WHERE d.duplicate_of_id = w.id)
        OR EXISTS (SELECT 1 FROM file f WHERE f.owner_type = 'workOrder' AND f.owner_id = w.id)
        OR EXISTS (SELECT 1 FROM audit_entry e WHERE e.entity_type = 'workOrder' AND e.entity_id = w.id::text))
      UNION ALL
      SELECT a.code FROM asset a
      WHERE a.import_id = ${id} AND (
        EXISTS (SELECT 1 FROM work_order w WHERE w.asset_id = a.id AND w.import_id IS DISTINCT FROM ${id})
        OR EXISTS (SELECT 1 FROM meter_reading r WHERE r.asset_id = a.id AND r.import_id IS DISTINCT FROM ${id})
        OR EXISTS (SELECT 1 FROM asset c WHERE c.parent_id = a.id)
        OR EXISTS (SELECT 1 FROM asset_placement p WHERE p.parent_id = a.id)
        OR EXISTS (SELECT 1 FROM file f WHERE f.owner_type = 'asset' AND f.owner_id = a.id)
        OR EXISTS (SELECT 1 FROM audit_entry e WHERE e.entity_type = 'asset' AND e.entity_id = a.id::text
          AND e.action <> 'asset.imported'))
      UNION ALL
      SELECT a.code FROM meter_reading r JOIN asset a ON a.id = r.asset_id
      WHERE r.import_id = ${id} AND r.voided_at IS NOT NULL
    )
    SELECT label, count(*) OVER () AS count FROM touched ORDER BY label LIMIT ${namedChanges}`)
}

async function removeCreated(tx: Tx, id: string): Promise<void> {
  const orders = sql`SELECT id FROM work_order WHERE import_id = ${id}`
  const assets = sql`SELECT id FROM asset WHERE import_id = ${id}`
  const measured = await tx.rows<{ id: string }>(sql`
    SELECT DISTINCT asset_id AS id FROM meter_reading WHERE import_id = ${id}`)
  await tx.rows(sql`DELETE FROM service_line WHERE work_order_id IN (${orders})`)
  await tx.rows(sql`DELETE FROM work_order_status WHERE work_order_id IN (${orders})`)
  await tx.rows(sql`DELETE FROM work_order WHERE import_id = ${id}`)
  await tx.rows(sql`DELETE FROM meter_reading WHERE import_id = ${id}`)
  await tx.rows(sql`DELETE FROM asset_status WHERE asset_id IN (${assets})`)
  await tx.rows(sql`DELETE FROM asset_placement WHERE asset_id IN (${assets})`)
  await tx.rows(sql`DELETE FROM asset WHERE import_id = ${id}`)
  if (measured.length > 0) {
    await refreshMeters(tx, sql`SELECT unnest(${sql.param(measured.map((one) => one.id))}::uuid[])`)
  }
}

/**
 * Removes what an import created, and nothing else, as long as nobody worked with it since; the audit trail and the
 * run stay, and the order numbers it used are not given again.
 */
export const undoImport = command('import.manage', async ({ tx, actor, now, audit, emit }, input: { id: string }) => {
  const run = await storedRun(tx, actor, input.id, 'lock')
  if (run.status !== 'APPLIED') throw new Problem('import.notNow')
  await tx.rows(sql`SELECT id FROM asset WHERE import_id = ${run.id} ORDER BY id FOR UPDATE`)
  await tx.rows(sql`SELECT id FROM work_order WHERE import_id = ${run.id} ORDER BY id FOR UPDATE`)
  const changes = await changedSince(tx, run.id)
  if (changes.length > 0) {
    const fields = changes.map(({ label }) => ({ field: label, code: 'changedSince' as const }))
    throw new Problem('import.undoRefused', { count: changes[0]!.count }, fields)
  }
  await removeCreated(tx, run.id)
  await tx.rows(sql`
    UPDATE import_run SET status = 'UNDONE', undone_at = ${now}, version = version + 1 WHERE id = ${run.id}`)
  audit('import.undone', { type: 'import', id: run.id }, { created: run.result?.created }, null)
  emit('import.finished', { id: run.id })
  return importDetail(tx, actor, run.id)
})
