import { sql } from 'drizzle-orm'
import type { Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import type { Audience, Told } from './rules.ts'

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

export async function administrators(tx: Tx): Promise<string[]> {
  return ids(await tx.rows(sql`SELECT id FROM person WHERE role = 'ADMIN' AND deactivated_at IS NULL ORDER BY id`))
}

/** Supervisors who answer for the site, with how many sites higher theirs is; the nearest first. */
async function supervisorsOf(tx: Tx, siteId: string): Promise<{ id: string; height: number }[]> {
  return tx.rows(sql`
    WITH RECURSIVE up AS (
      SELECT id, parent_id, 0 AS height FROM site WHERE id = ${siteId}
      UNION ALL
      SELECT s.id, s.parent_id, up.height + 1 FROM site s JOIN up ON s.id = up.parent_id
    )
    SELECT p.id, min(up.height)::int AS height
    FROM up JOIN person_site ps ON ps.site_id = up.id JOIN person p ON p.id = ps.person_id
    WHERE p.role = 'SUPERVISOR' AND p.deactivated_at IS NULL GROUP BY p.id ORDER BY 2, 1`)
}

/** Those who answer for the site most directly; the administrators where nobody else does. */
async function nearestSupervisors(tx: Tx, siteId: string | null): Promise<string[]> {
  const all = siteId ? await supervisorsOf(tx, siteId) : []
  const nearest = ids(all.filter(({ height }) => height === all[0]!.height))
  return nearest.length > 0 ? nearest : administrators(tx)
}

/** Every supervisor who answers for the site, at whatever height. */
export async function everySupervisor(tx: Tx, siteId: string | null): Promise<string[]> {
  return siteId ? ids(await supervisorsOf(tx, siteId)) : []
}

/** The active people that a happening is for. */
export async function recipientsOf(tx: Tx, audiences: readonly Audience[], told: Told): Promise<string[]> {
  const found = new Set<string>()
  const add = (some: string[]) => {
    for (const id of some) found.add(id)
  }
  if (audiences.includes('SUPERVISORS')) add(await nearestSupervisors(tx, told.siteId))
  if (audiences.includes('ADMINISTRATORS')) add(await administrators(tx))
  if (audiences.includes('PEOPLE') && told.people && told.people.length > 0) {
    add(
      ids(
        await tx.rows(sql`
          SELECT id FROM person WHERE id = ${anyOf(told.people, 'uuid')} AND deactivated_at IS NULL`),
      ),
    )
  }
  if (told.except) found.delete(told.except)
  return [...found]
}
