import { and, eq, sql } from 'drizzle-orm'
import type { SaveView } from '../../../contract/work-order-changes.ts'
import type { SavedView } from '../../../contract/work-orders.ts'
import { command } from '../../platform/command.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { savedView } from './tables.ts'

/** More would no longer be found in a menu. */
const mostViews = 30

export function savedViewsOf(db: Db, personId: string): Promise<SavedView[]> {
  return db.rows<SavedView>(sql`
    SELECT id, name, filter FROM saved_view WHERE person_id = ${personId} ORDER BY created_at, id`)
}

/** Keeps a filter under a name; the same name again replaces it. */
export const saveView = command('workOrder.read', async ({ tx, actor, now }, input: SaveView): Promise<SavedView> => {
  const personId = actor.personId
  if (!personId) throw notFound()
  await tx.rows(sql`SELECT id FROM person WHERE id = ${personId} FOR NO KEY UPDATE`)
  const [same] = await tx
    .update(savedView)
    .set({ filter: input.filter })
    .where(and(eq(savedView.personId, personId), eq(savedView.name, input.name)))
    .returning()
  if (same) return same
  if ((await savedViewsOf(tx, personId)).length >= mostViews)
    throw new Problem('savedView.tooMany', { count: mostViews })
  const [row] = await tx
    .insert(savedView)
    .values({ ...input, personId, createdAt: now })
    .returning()
  return row!
})

export const removeView = command('workOrder.read', async ({ tx, actor }, { id }: { id: string }): Promise<null> => {
  const removed = await tx
    .delete(savedView)
    .where(and(eq(savedView.id, id), eq(savedView.personId, actor.personId ?? '')))
    .returning()
  if (removed.length === 0) throw notFound()
  return null
})
