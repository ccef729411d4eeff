import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { CreateDocumentType, DocumentType, UpdateDocumentType } from '../../../contract/documents.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { notFound, refuseField } from '../../platform/problem.ts'
import { listDocumentTypes } from './queries.ts'
import { documentType } from './tables.ts'

async function assertRules({ tx }: Context, rules: CreateDocumentType['rules'] | undefined): Promise<void> {
  const ids = [...new Set((rules ?? []).flatMap(({ assetTypeIds }) => assetTypeIds))]
  if (ids.length === 0) return
  const found = await tx.rows(sql`SELECT FROM asset_type WHERE id = ${anyOf(ids, 'uuid')}`)
  if (found.length < ids.length) throw refuseField('rules', 'unknown')
}

async function typeById({ tx, actor }: Context, id: string): Promise<DocumentType> {
  return (await listDocumentTypes(tx, actor, { archived: true })).find((type) => type.id === id)!
}

export const createDocumentType = command('masterData.manage', async (context, input: CreateDocumentType) => {
  const { tx, now, audit } = context
  await assertRules(context, input.rules)
  const [row] = await tx
    .insert(documentType)
    .values({ id: v7(), ...input, createdAt: now })
    .returning()
  audit('documentType.created', { type: 'documentType', id: row!.id }, null, row!)
  return typeById(context, row!.id)
})

export const updateDocumentType = command(
  'masterData.manage',
  async (
    context,
    {
      id,
      expectedVersion,
      archived,
      ...changes
    }: UpdateDocumentType & { id: string; expectedVersion: number | undefined },
  ) => {
    const { tx, now, audit } = context
    const [before] = await tx.select().from(documentType).where(eq(documentType.id, id)).for('update')
    if (!before) throw notFound()
    assertVersion(before.version, expectedVersion)
    await assertRules(context, changes.rules)
    const [after] = await tx
      .update(documentType)
      .set({
        ...changes,
        ...(archived === undefined ? {} : { archivedAt: archived ? now : null }),
        version: before.version + 1,
      })
      .where(eq(documentType.id, id))
      .returning()
    audit('documentType.changed', { type: 'documentType', id }, before, after!)
    return typeById(context, id)
  },
)
