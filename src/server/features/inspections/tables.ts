import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Answer, Section } from '../../../domain/checklist.ts'
import type { SectionTime } from '../../../domain/inspection-pace.ts'
import { createdAt, id, instant, version } from '../../platform/database/columns.ts'
import { file } from '../files/tables.ts'
import { asset, assetType } from '../fleet/tables.ts'
import { person } from '../people/tables.ts'
import { site } from '../sites/tables.ts'
import { workOrder } from '../work-orders/tables.ts'

/** A checklist of one type of unit; what it asks is in its revisions. */
export const checklist = pgTable('checklist', {
  id: id(),
  code: text('code').notNull().unique(),
  assetTypeId: uuid('asset_type_id')
    .notNull()
    .references(() => assetType.id),
  predefined: boolean('predefined').notNull().default(false),
  archivedAt: instant('archived_at'),
  createdAt: createdAt(),
  version: version(),
})

/** What a checklist asked from a day on: written once, never changed. */
export const checklistRevision = pgTable(
  'checklist_revision',
  {
    id: id(),
    checklistId: uuid('checklist_id')
      .notNull()
      .references(() => checklist.id),
    revision: integer('revision').notNull(),
    nameEs: text('name_es').notNull(),
    nameEn: text('name_en'),
    sections: jsonb('sections').$type<readonly Section[]>().notNull(),
    points: integer('points').notNull(),
    publishedBy: uuid('published_by').references(() => person.id),
    publishedAt: instant('published_at').notNull().default(sql`now()`),
  },
  (t) => [uniqueIndex('checklist_revision_number').on(t.checklistId, t.revision)],
)

/** A submitted inspection. Immutable, kept so by a trigger; a correction is another row that names the one it replaces. */
export const inspection = pgTable(
  'inspection',
  {
    id: id(),
    number: text('number').notNull().unique(),
    /** The device's name of the draft, so that what is sent twice is recorded once; a correction has none. */
    draftId: uuid('draft_id'),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id),
    /** The unit's site on that day. */
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
    revisionId: uuid('revision_id')
      .notNull()
      .references(() => checklistRevision.id),
    /** Who looked at the unit, and who recorded this version: another person when it is a correction. */
    inspectorId: uuid('inspector_id')
      .notNull()
      .references(() => person.id),
    submittedBy: uuid('submitted_by')
      .notNull()
      .references(() => person.id),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at').notNull(),
    submittedAt: instant('submitted_at').notNull(),
    answers: jsonb('answers').$type<readonly Answer[]>().notNull(),
    sectionTimes: jsonb('section_times').$type<readonly SectionTime[]>().notNull(),
    /** Sections done faster than anybody can look. */
    hurriedSections: integer('hurried_sections').notNull().default(0),
    readings: jsonb('readings').$type<readonly { meter: 'KM' | 'HOURS'; value: number }[]>().notNull(),
    noReadingReason: text('no_reading_reason'),
    signatureKind: text('signature_kind', { enum: ['DRAWN', 'TYPED'] }).notNull(),
    signatureName: text('signature_name').notNull(),
    signatureFileId: uuid('signature_file_id').references(() => file.id),
    total: integer('total').notNull(),
    passed: integer('passed').notNull(),
    score: numeric('score', { precision: 4, scale: 1, mode: 'number' }).notNull(),
    verdict: text('verdict', { enum: ['APPROVED', 'REJECTED'] }).notNull(),
    cleared: boolean('cleared').notNull(),
    /** The corrective order of the failed critical points, perhaps one that was open already. */
    workOrderId: uuid('work_order_id').references(() => workOrder.id),
    correctsId: uuid('corrects_id').references((): AnyPgColumn => inspection.id),
    correctionReason: text('correction_reason'),
    /** SHA-256 of the document that these fields make: see document.ts. */
    hash: text('hash').notNull(),
  },
  (t) => [
    uniqueIndex('inspection_draft').on(t.inspectorId, t.draftId).where(sql`${t.draftId} IS NOT NULL`),
    uniqueIndex('inspection_corrects').on(t.correctsId).where(sql`${t.correctsId} IS NOT NULL`),
    index('inspection_finished').on(t.finishedAt, t.id),
    index('inspection_asset').on(t.assetId, t.finishedAt, t.id),
    index('inspection_site').on(t.siteId, t.finishedAt, t.id),
    index('inspection_inspector').on(t.inspectorId, t.finishedAt, t.id),
    index('inspection_revision').on(t.revisionId),
    index('inspection_work_order').on(t.workOrderId).where(sql`${t.workOrderId} IS NOT NULL`),
  ],
)

/** The failed points of an inspection, for whoever counts or looks for them. */
export const inspectionFailure = pgTable(
  'inspection_failure',
  {
    inspectionId: uuid('inspection_id')
      .notNull()
      .references(() => inspection.id),
    pointId: text('point_id').notNull(),
    es: text('es').notNull(),
    en: text('en'),
    critical: boolean('critical').notNull(),
    severity: text('severity', { enum: ['LOW', 'MEDIUM', 'HIGH'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.inspectionId, t.pointId] })],
)

/** The photos of an inspection's points, by content: the same picture twice is a hint. */
export const inspectionPhoto = pgTable(
  'inspection_photo',
  {
    inspectionId: uuid('inspection_id')
      .notNull()
      .references(() => inspection.id),
    fileId: uuid('file_id')
      .notNull()
      .references(() => file.id),
    pointId: text('point_id').notNull(),
    sha256: text('sha256').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.inspectionId, t.fileId] }),
    index('inspection_photo_content').on(t.sha256),
    index('inspection_photo_file').on(t.fileId),
  ],
)
