import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { civilDate, createdAt, id, instant, meterValue, version } from '../../platform/database/columns.ts'
import { importRun } from '../imports/tables.ts'
import { person } from '../people/tables.ts'
import { site } from '../sites/tables.ts'

const statuses = ['OPERATING', 'STOPPED', 'IN_MAINTENANCE', 'OUT_OF_SERVICE'] as const

export const assetType = pgTable('asset_type', {
  id: id(),
  code: text('code').notNull().unique(),
  nameEs: text('name_es').notNull(),
  nameEn: text('name_en').notNull(),
  predefined: boolean('predefined').notNull().default(false),
  hasKm: boolean('has_km').notNull().default(true),
  hasHours: boolean('has_hours').notNull().default(true),
  archivedAt: instant('archived_at'),
  createdAt: createdAt(),
  version: version(),
})

/** A unit of the fleet, or a component when `parentId` is set. */
export const asset = pgTable(
  'asset',
  {
    id: id(),
    code: text('code').notNull().unique(),
    name: text('name').notNull(),
    typeId: uuid('type_id')
      .notNull()
      .references(() => assetType.id),
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
    parentId: uuid('parent_id').references((): AnyPgColumn => asset.id),
    make: text('make'),
    model: text('model'),
    year: integer('year'),
    serialNumber: text('serial_number').unique(),
    plate: text('plate').unique(),
    criticality: text('criticality', { enum: ['LOW', 'MEDIUM', 'HIGH'] })
      .notNull()
      .default('MEDIUM'),
    commissionedOn: civilDate('commissioned_on'),
    notes: text('notes'),
    photoId: uuid('photo_id'),
    /** Percent of the tank, when somebody recorded it. */
    fuelLevel: integer('fuel_level'),
    fuelAt: instant('fuel_at'),
    /** The open status interval, repeated here for lists. */
    status: text('status', { enum: statuses }).notNull().default('OPERATING'),
    statusSince: instant('status_since').notNull(),
    statusReason: text('status_reason'),
    /** The newest valid cumulative readings, repeated here for lists. */
    km: meterValue('km'),
    kmAt: instant('km_at'),
    hours: meterValue('hours'),
    hoursAt: instant('hours_at'),
    archivedAt: instant('archived_at'),
    importId: uuid('import_id').references(() => importRun.id),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    index('asset_site').on(t.siteId),
    index('asset_type_of').on(t.typeId),
    index('asset_parent').on(t.parentId).where(sql`${t.parentId} IS NOT NULL`),
    index('asset_not_operating').on(t.status).where(sql`${t.status} <> 'OPERATING'`),
    index('asset_import').on(t.importId).where(sql`${t.importId} IS NOT NULL`),
  ],
)

/** What a unit was able to do, when, why and by whom: intervals without gap or overlap, the last one open. */
export const assetStatus = pgTable(
  'asset_status',
  {
    id: id(),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id),
    status: text('status', { enum: statuses }).notNull(),
    from: instant('from_at').notNull(),
    to: instant('to_at'),
    reason: text('reason'),
    workOrderId: uuid('work_order_id'),
    createdBy: uuid('created_by').references(() => person.id),
  },
  (t) => [
    unique('asset_status_start').on(t.assetId, t.from),
    unique('asset_status_end').on(t.assetId, t.to).nullsNotDistinct(),
  ],
)

/** Where a unit or component was: parent and site over time. */
export const assetPlacement = pgTable(
  'asset_placement',
  {
    id: id(),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id),
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
    parentId: uuid('parent_id').references(() => asset.id),
    from: instant('from_at').notNull(),
    to: instant('to_at'),
    createdBy: uuid('created_by').references(() => person.id),
  },
  (t) => [
    index('asset_placement_asset').on(t.assetId, t.from),
    index('asset_placement_parent').on(t.parentId, t.from).where(sql`${t.parentId} IS NOT NULL`),
    uniqueIndex('asset_placement_open').on(t.assetId).where(sql`${t.to} IS NULL`),
  ],
)

/** Readings are appended and never changed; a void keeps them visible and out of every sum. */
export const meterReading = pgTable(
  'meter_reading',
  {
    id: id(),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id),
    meter: text('meter', { enum: ['KM', 'HOURS'] }).notNull(),
    at: instant('at').notNull(),
    /** What the dial showed. */
    value: meterValue('value').notNull(),
    /** Added to `value` since the last replacement; their sum is the unit's cumulative use. */
    offset: meterValue('offset_value').notNull().default(0),
    isReplacement: boolean('is_replacement').notNull().default(false),
    workOrderId: uuid('work_order_id'),
    note: text('note'),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: createdAt(),
    voidedAt: instant('voided_at'),
    voidedBy: uuid('voided_by').references(() => person.id),
    voidReason: text('void_reason'),
    importId: uuid('import_id').references(() => importRun.id),
  },
  (t) => [
    index('meter_reading_asset').on(t.assetId, t.meter, t.at),
    uniqueIndex('meter_reading_instant').on(t.assetId, t.meter, t.at).where(sql`${t.voidedAt} IS NULL`),
  ],
)
