import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { DocumentRule } from '../../../domain/document-expiry.ts'
import type { LicenceClass } from '../../../domain/licence.ts'
import { civilDate, createdAt, id, instant, version } from '../../platform/database/columns.ts'
import { asset } from '../fleet/tables.ts'
import { person } from '../people/tables.ts'
import { workOrder } from '../work-orders/tables.ts'

/** Kinds of document of units or people, master data with the rules of their expiry. */
export const documentType = pgTable('document_type', {
  id: id(),
  code: text('code').notNull().unique(),
  nameEs: text('name_es').notNull(),
  nameEn: text('name_en').notNull(),
  subject: text('subject', { enum: ['ASSET', 'PERSON'] }).notNull(),
  critical: boolean('critical').notNull(),
  required: boolean('required').notNull().default(false),
  hasClasses: boolean('has_classes').notNull().default(false),
  /** The first that fits a unit applies; none at all: for everything, expiry read from the document. */
  rules: jsonb('rules').$type<DocumentRule[]>().notNull(),
  predefined: boolean('predefined').notNull().default(false),
  archivedAt: instant('archived_at'),
  createdAt: createdAt(),
  version: version(),
})

/** A document as it was issued. Appended: a renewal is a new row linked to the old, a mistake is voided. */
export const heldDocument = pgTable(
  'document',
  {
    id: id(),
    typeId: uuid('type_id')
      .notNull()
      .references(() => documentType.id),
    assetId: uuid('asset_id').references(() => asset.id),
    personId: uuid('person_id').references(() => person.id),
    number: text('number'),
    classes: text('classes').array().$type<LicenceClass[]>().notNull().default(sql`'{}'`),
    issuedOn: civilDate('issued_on').notNull(),
    /** The last day it is valid. */
    expiresOn: civilDate('expires_on'),
    note: text('note'),
    renewsId: uuid('renews_id').references((): AnyPgColumn => heldDocument.id),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: createdAt(),
    voidedAt: instant('voided_at'),
    voidedBy: uuid('voided_by').references(() => person.id),
    voidReason: text('void_reason'),
  },
  (t) => [
    check('document_subject', sql`(${t.assetId} IS NULL) <> (${t.personId} IS NULL)`),
    check('document_dates', sql`${t.expiresOn} >= ${t.issuedOn}`),
    index('document_asset').on(t.assetId).where(sql`${t.assetId} IS NOT NULL`),
    index('document_person').on(t.personId).where(sql`${t.personId} IS NOT NULL`),
    index('document_expiry').on(t.expiresOn).where(sql`${t.voidedAt} IS NULL`),
    uniqueIndex('document_renews').on(t.renewsId).where(sql`${t.voidedAt} IS NULL`),
  ],
)

/** One for each document and threshold, however often and wherever the job runs. */
export const documentReminder = pgTable(
  'document_reminder',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => heldDocument.id),
    days: integer('days').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.days] })],
)

/** A reason that was overridden: of the unit, or of this person. */
export interface OverriddenReason {
  personId: string | null
  code: string
  type: string
  /** The last day of the document, when it had one. */
  on: string | null
}

/** Why an order went on although its unit's or its person's papers refuse it; holds for the reasons it names. */
export const readinessOverride = pgTable(
  'readiness_override',
  {
    id: id(),
    workOrderId: uuid('work_order_id')
      .notNull()
      .references(() => workOrder.id),
    reason: text('reason').notNull(),
    reasons: jsonb('reasons').$type<OverriddenReason[]>().notNull(),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: createdAt(),
  },
  (t) => [index('readiness_override_order').on(t.workOrderId)],
)
