import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Checklist, CreateChecklist, PublishChecklist } from '../../../../contract/checklists.ts'
import { type ChecklistContent, pointsOf } from '../../../../domain/checklist.ts'
import { contentRefusals } from '../../../../domain/checklist-content.ts'
import { predefinedChecklists } from '../../../../domain/predefined-checklists.ts'
import { assertVersion, command } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { notFound, Problem, refuseField } from '../../../platform/problem.ts'
import { checklist, checklistRevision } from '../tables.ts'
import { getChecklist } from './queries.ts'

type Versioned = { id: string; expectedVersion: number | undefined }

/** The five checklists every installation starts with; existing ones are left as they are. */
export async function ensureChecklists(tx: Tx): Promise<void> {
  const types = await tx.rows<{ id: string; code: string }>(sql`
    SELECT id, code FROM asset_type t WHERE predefined
      AND NOT EXISTS (SELECT 1 FROM checklist c WHERE c.asset_type_id = t.id AND c.predefined)`)
  for (const { code, assetType, es, en, content } of predefinedChecklists) {
    const type = types.find((one) => one.code === assetType)
    if (!type) continue
    const id = v7()
    const added = await tx
      .insert(checklist)
      .values({ id, code, assetTypeId: type.id, predefined: true })
      .onConflictDoNothing()
      .returning({ id: checklist.id })
    if (added.length > 0)
      await tx.insert(checklistRevision).values(revisionOf(id, 1, { nameEs: es, nameEn: en, ...content }))
  }
}

type Published = ChecklistContent & { nameEs: string; nameEn?: string | null | undefined }

function revisionOf(checklistId: string, revision: number, { nameEs, nameEn, sections }: Published) {
  return { checklistId, revision, nameEs, nameEn: nameEn ?? null, sections, points: pointsOf({ sections }).length }
}

function assertPublishable(content: ChecklistContent): void {
  const refusals = contentRefusals(content)
  if (refusals.length === 0) return
  const fields = refusals.map(({ path, code }) => ({ field: path, code }))
  throw new Problem('checklist.invalid', {}, fields)
}

export const createChecklist = command<CreateChecklist, Checklist>('checklist.manage', async (context, input) => {
  const { tx, actor, now, audit } = context
  assertPublishable(input)
  const [type] = await tx.rows<{ archived: boolean }>(sql`
    SELECT archived_at IS NOT NULL AS archived FROM asset_type WHERE id = ${input.assetTypeId} FOR SHARE`)
  if (!type) throw refuseField('assetTypeId', 'unknown')
  if (type.archived) throw refuseField('assetTypeId', 'archived')
  const id = v7()
  const { code, assetTypeId } = input
  const added = await tx
    .insert(checklist)
    .values({ id, code, assetTypeId, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: checklist.id })
  if (added.length === 0) throw refuseField('code', 'duplicate')
  const by = { publishedBy: actor.personId, publishedAt: now }
  await tx.insert(checklistRevision).values({ ...revisionOf(id, 1, input), ...by })
  const created = await getChecklist(tx, actor, id)
  audit('checklist.created', { type: 'checklist', id }, null, created)
  return created
})

async function lockChecklist(tx: Tx, { id, expectedVersion }: Versioned) {
  const [row] = await tx.select().from(checklist).where(eq(checklist.id, id)).for('update')
  if (!row) throw notFound()
  assertVersion(row.version, expectedVersion)
  return row
}

/** Publishes what the checklist asks from now on; inspections keep the revision that they answered. */
export const publishChecklist = command<Versioned & PublishChecklist, Checklist>(
  'checklist.manage',
  async ({ tx, actor, now, audit }, input) => {
    const row = await lockChecklist(tx, input)
    if (row.predefined) throw new Problem('checklist.predefined')
    if (row.archivedAt) throw new Problem('record.archived')
    assertPublishable(input)
    const before = await getChecklist(tx, actor, row.id)
    await tx.insert(checklistRevision).values({
      ...revisionOf(row.id, before.revision + 1, input),
      publishedBy: actor.personId,
      publishedAt: now,
    })
    await tx
      .update(checklist)
      .set({ version: row.version + 1 })
      .where(eq(checklist.id, row.id))
    const after = await getChecklist(tx, actor, row.id)
    audit('checklist.published', { type: 'checklist', id: row.id }, before, after)
    return after
  },
)

const setArchived = (archived: boolean) =>
  command<Versioned, Checklist>('checklist.manage', async ({ tx, actor, now, audit }, target) => {
    const row = await lockChecklist(tx, target)
    const before = await getChecklist(tx, actor, row.id)
    if ((row.archivedAt !== null) === archived) return before
    await tx
      .update(checklist)
      .set({ archivedAt: archived ? now : null, version: row.version + 1 })
      .where(eq(checklist.id, row.id))
    const after = await getChecklist(tx, actor, row.id)
    audit(archived ? 'checklist.archived' : 'checklist.restored', { type: 'checklist', id: row.id }, before, after)
    return after
  })

export const archiveChecklist = setArchived(true)
export const restoreChecklist = setArchived(false)
