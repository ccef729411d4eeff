import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, version } from '../../platform/database/columns.ts'
import { person } from '../people/tables.ts'

/** One file on its way into the product: uploaded, mapped, tried, applied, perhaps undone. */
export const importRun = pgTable(
  'import_run',
  {
    id: id(),
    target: text('target', { enum: ['workOrders', 'assets', 'meterReadings'] }).notNull(),
    status: text('status', {
      enum: ['UPLOADED', 'CHECKING', 'CHECKED', 'APPLYING', 'APPLIED', 'FAILED', 'UNDONE'],
    }).notNull(),
    fileName: text('file_name').notNull(),
    storageKey: text('storage_key').notNull(),
    sha256: text('sha256').notNull(),
    /** Bytes. */
    size: integer('size').notNull(),
    /** Columns of the file with guessed types, dialect, encoding, sheet. */
    shape: jsonb('shape').notNull(),
    shapeHash: text('shape_hash').notNull(),
    mapping: jsonb('mapping'),
    /** Rows read so far of `rowCount`, for progress. */
    rowsDone: integer('rows_done').notNull().default(0),
    rowCount: integer('row_count'),
    /** Counts of the last check or application: rows, created, skipped, refused, by kind. */
    result: jsonb('result'),
    error: text('error'),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: createdAt(),
    appliedAt: instant('applied_at'),
    undoneAt: instant('undone_at'),
    version: version(),
  },
  (t) => [index('import_run_created').on(t.createdAt)],
)

/** The mapping last confirmed for files of this shape. */
export const importMapping = pgTable('import_mapping', {
  shapeHash: text('shape_hash').primaryKey(),
  target: text('target').notNull(),
  mapping: jsonb('mapping').notNull(),
  updatedAt: createdAt(),
})

/** Why a row of a checked file was refused. */
export const importRowError = pgTable(
  'import_row_error',
  {
    id: id(),
    importId: uuid('import_id')
      .notNull()
      .references(() => importRun.id, { onDelete: 'cascade' }),
    /** Line of the file, counted from 1 with the header. */
    row: integer('row_number').notNull(),
    column: text('column_name'),
    code: text('code').notNull(),
    value: text('value'),
  },
  (t) => [index('import_row_error_import').on(t.importId, t.row)],
)
