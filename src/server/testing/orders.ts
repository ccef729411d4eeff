import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { OrderCategory } from '../../domain/work-order.ts'
import { asset, assetStatus } from '../features/fleet/tables.ts'
import type { TestApp } from './app.ts'

/** Adds a backhoe that has been operating since the start of 2026. */
export async function addUnit(test: TestApp, siteId: string, code: string): Promise<string> {
  const { db } = test.runtime.database
  const id = v7()
  const [type] = await db.rows<{ id: string }>(sql`SELECT id FROM asset_type WHERE code = 'BACKHOE'`)
  const since = '2026-01-01T12:00:00.000Z'
  await db
    .insert(asset)
    .values({ id, code, name: `Retroexcavadora ${code}`, typeId: type!.id, siteId, statusSince: since })
  await db.insert(assetStatus).values({ assetId: id, status: 'OPERATING', from: since })
  return id
}

export async function orderTypeId(test: TestApp, category: OrderCategory): Promise<string> {
  const [type] = await test.runtime.database.db.rows<{ id: string }>(sql`
    SELECT id FROM order_type WHERE code = ${category}`)
  return type!.id
}

/** One code of each list of backhoes: what coding a failure takes. */
export async function failureCodes(test: TestApp) {
  const rows = await test.runtime.database.db.rows<{ id: string; kind: string }>(sql`
    SELECT DISTINCT ON (f.kind) f.id, f.kind FROM failure_code f JOIN asset_type t ON t.id = f.asset_type_id
    WHERE t.code = 'BACKHOE' ORDER BY f.kind, f.position`)
  const of = (kind: string) => rows.find((row) => row.kind === kind)!.id
  return { failureModeId: of('MODE'), failureCauseId: of('CAUSE'), failureActionId: of('ACTION') }
}
