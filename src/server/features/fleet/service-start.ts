import { sql } from 'drizzle-orm'
import { startOfDate } from '../../../domain/civil-time.ts'
import type { Context } from '../../platform/command.ts'
import { refuseField } from '../../platform/problem.ts'
import { writtenParams } from '../../platform/written.ts'

/** The instant an asset's history starts: the first moment of its commissioning date, else now. */
export function startOfService({ now, runtime }: Context, commissionedOn: string | null | undefined): string {
  if (!commissionedOn) return now
  const start = startOfDate(commissionedOn, runtime.config.COMPANY_TIME_ZONE)
  if (start > Date.parse(now)) throw refuseField('commissionedOn', 'inFuture')
  return new Date(start).toISOString()
}

/** Lets an asset's first status and placement begin with its corrected commissioning date, so that no time is uncounted. */
export async function moveStartOfService(context: Context, id: string, commissionedOn: string): Promise<void> {
  const { tx, actor, runtime } = context
  const from = startOfService(context, commissionedOn)
  const [first] = await tx.rows<{ ends: string | null }>(sql`
    SELECT least(
      (SELECT to_at FROM asset_status WHERE asset_id = ${id} ORDER BY from_at LIMIT 1),
      (SELECT to_at FROM asset_placement WHERE asset_id = ${id} ORDER BY from_at LIMIT 1)) AS ends`)
  if (first?.ends && Date.parse(from) >= Date.parse(first.ends)) {
    const params = writtenParams({ changeAt: Date.parse(first.ends) }, actor.locale, runtime.config.COMPANY_TIME_ZONE)
    throw refuseField('commissionedOn', 'afterFirstChange', params)
  }
  for (const table of [sql`asset_status`, sql`asset_placement`]) {
    await tx.rows(sql`
      UPDATE ${table} SET from_at = ${from}
      WHERE id = (SELECT id FROM ${table} WHERE asset_id = ${id} ORDER BY from_at LIMIT 1)`)
  }
  await tx.rows(sql`
    UPDATE asset SET status_since = (SELECT from_at FROM asset_status WHERE asset_id = ${id} AND to_at IS NULL)
    WHERE id = ${id}`)
}
