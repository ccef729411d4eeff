import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { AddDocument, HeldDocument, RenewDocument } from '../../../contract/documents.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import { expiryOf, ruleFor } from '../../../domain/document-expiry.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { lockActiveAsset } from '../fleet/commands.ts'
import { personScope } from '../people/queries.ts'
import { documentScope, getDocument, type Subject } from './queries.ts'
import { documentType, heldDocument } from './tables.ts'

type TypeRow = typeof documentType.$inferSelect
type Row = typeof heldDocument.$inferSelect

const todayOf = ({ now, runtime }: Context) => dateAt(Date.parse(now), runtime.config.COMPANY_TIME_ZONE)

/** Locks whose documents change; 404 outside the actor's scope. */
async function lockSubject(tx: Tx, actor: Actor, subject: Subject): Promise<void> {
  if ('assetId' in subject) {
    await lockActiveAsset(tx, subject.assetId, actor)
    return
  }
  const [found] = await tx.rows<{ active: boolean }>(sql`
    SELECT p.deactivated_at IS NULL AS active FROM person p
    WHERE p.id = ${subject.personId} AND ${personScope(actor)} FOR NO KEY UPDATE OF p`)
  if (!found) throw notFound()
  if (!found.active) throw new Problem('person.deactivated')
}

const subjectOf = ({ assetId, personId }: Row): Subject => (assetId ? { assetId } : { personId: personId! })

/** The last day: as read from the document, or else as the rule of its type says for this unit. */
async function lastDay(tx: Tx, type: TypeRow, subject: Subject, given: RenewDocument): Promise<string | null> {
  if (given.expiresOn !== undefined) return given.expiresOn
  if ('personId' in subject) return expiryOf(type.rules[0]?.expiry ?? null, given.issuedOn, null)
  const [unit] = await tx.rows<{ typeId: string; plate: string | null }>(sql`
    SELECT type_id AS "typeId", plate FROM asset WHERE id = ${subject.assetId}`)
  return expiryOf(ruleFor(type.rules, unit!)?.expiry ?? null, given.issuedOn, unit!.plate)
}

interface Entry {
  type: TypeRow
  subject: Subject
  given: RenewDocument
  renews: Row | null
}

async function enter(context: Context, { type, subject, given, renews }: Entry): Promise<HeldDocument> {
  const { tx, actor, now, audit, emit } = context
  const today = todayOf(context)
  if (given.issuedOn > today) throw refuseField('issuedOn', 'inFuture')
  const expiresOn = await lastDay(tx, type, subject, given)
  // What nobody may work without has to say until when it holds.
  if (type.critical && expiresOn === null) throw refuseField('expiresOn', 'required')
  if (expiresOn !== null && expiresOn < given.issuedOn) throw refuseField('expiresOn', 'beforeStart')
  if (!type.hasClasses && given.classes.length > 0) throw refuseField('classes', 'notApplicable')
  const row = {
    ...{ id: v7(), typeId: type.id, ...subject, number: given.number ?? null, note: given.note ?? null },
    ...{ classes: [...new Set(given.classes)], issuedOn: given.issuedOn, expiresOn, renewsId: renews?.id ?? null },
    ...{ createdBy: actor.personId, createdAt: now },
  }
  const [added] = await tx.insert(heldDocument).values(row).returning()
  audit(renews ? 'document.renewed' : 'document.added', { type: 'document', id: row.id }, null, added!)
  emit('document.changed', { id: row.id, ...subject })
  return getDocument(tx, actor, row.id, today)
}

export const addDocument = command(
  'document.manage',
  async (context, { subject, typeId, ...given }: AddDocument & { subject: Subject }) => {
    const { tx, actor } = context
    await lockSubject(tx, actor, subject)
    const [type] = await tx.select().from(documentType).where(eq(documentType.id, typeId))
    if (!type) throw refuseField('typeId', 'unknown')
    if (type.archivedAt) throw refuseField('typeId', 'archived')
    if (type.subject !== ('assetId' in subject ? 'ASSET' : 'PERSON')) throw refuseField('typeId', 'notApplicable')
    return enter(context, { type, subject, given, renews: null })
  },
)

/** A document that counts now, with its unit or person locked so that two people do not renew it at once. */
async function lockCurrent(context: Context, id: string): Promise<Row> {
  const { tx, actor } = context
  const [seen] = await tx.rows<{ assetId: string | null; personId: string | null }>(sql`
    SELECT d.asset_id AS "assetId", d.person_id AS "personId" FROM document d
    WHERE d.id = ${id} AND ${documentScope(actor)}`)
  if (!seen) throw notFound()
  await lockSubject(tx, actor, seen.assetId ? { assetId: seen.assetId } : { personId: seen.personId! })
  const [row] = await tx.select().from(heldDocument).where(eq(heldDocument.id, id)).for('update')
  const [later] = await tx.rows(sql`SELECT FROM document WHERE renews_id = ${id} AND voided_at IS NULL`)
  if (row!.voidedAt || later) throw new Problem('document.notCurrent')
  return row!
}

/** A new document in the place of one that counts now; the old one stays as history. */
export const renewDocument = command(
  'document.manage',
  async (context, { id, ...given }: RenewDocument & { id: string }) => {
    const renews = await lockCurrent(context, id)
    const [type] = await context.tx.select().from(documentType).where(eq(documentType.id, renews.typeId))
    return enter(context, { type: type!, subject: subjectOf(renews), given, renews })
  },
)

/** Takes back a document that was recorded by mistake: it stays visible, and the one it renewed counts again. */
export const voidDocument = command(
  'document.manage',
  async (context, { id, reason }: { id: string; reason: string }) => {
    const { tx, actor, now, audit, emit } = context
    const before = await lockCurrent(context, id)
    const [after] = await tx
      .update(heldDocument)
      .set({ voidedAt: now, voidedBy: actor.personId, voidReason: reason })
      .where(eq(heldDocument.id, id))
      .returning()
    audit('document.voided', { type: 'document', id }, before, after!)
    emit('document.changed', { id, ...subjectOf(before) })
    return getDocument(tx, actor, id, todayOf(context))
  },
)

/** Locks a document for somebody who adds a file to it: whoever manages it, while it counts. */
export async function lockDocumentForFile(tx: Tx, id: string, actor: Actor): Promise<void> {
  const [row] = await tx.rows<{ assetId: string | null; personId: string | null; voided: boolean }>(sql`
    SELECT d.asset_id AS "assetId", d.person_id AS "personId", d.voided_at IS NOT NULL AS voided FROM document d
    WHERE d.id = ${id} AND ${documentScope(actor)}`)
  if (!row) throw notFound()
  if (row.voided) throw new Problem('document.notCurrent')
  if (actor.role === 'OPERATOR') throw new Problem('auth.forbidden')
  await lockSubject(tx, actor, row.assetId ? { assetId: row.assetId } : { personId: row.personId! })
}
