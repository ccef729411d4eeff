import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/columns.ts'

/** An archive of everything, made or attempted. */
export const backup = pgTable(
  'backup',
  {
    id: id(),
    origin: text('origin', { enum: ['SCHEDULE', 'REQUEST', 'COMMAND'] }).notNull(),
    /** The job that makes it: one that comes again takes over from its killed process. */
    jobId: uuid('job_id'),
    status: text('status', { enum: ['RUNNING', 'DONE', 'FAILED'] }).notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    /** The archive's file name, in the folder of backups and in the bucket. */
    name: text('name').notNull(),
    /** Bytes. */
    size: bigint('size', { mode: 'number' }),
    sha256: text('sha256'),
    /** Rows by table. */
    counts: jsonb('counts').$type<Record<string, number>>(),
    files: integer('files'),
    /** The bucket keeps a copy. */
    copied: boolean('copied').notNull().default(false),
    error: text('error'),
    /** The archive was deleted, by the rule of retention. */
    removedAt: instant('removed_at'),
  },
  (t) => [
    index('backup_started').on(t.startedAt, t.id),
    // One at a time, in whichever process.
    uniqueIndex('backup_running').on(sql`(true)`).where(sql`${t.status} = 'RUNNING'`),
  ],
)

/** A backup restored to a scratch database and compared with what it says it holds. */
export const backupDrill = pgTable(
  'backup_drill',
  {
    id: id(),
    backupId: uuid('backup_id')
      .notNull()
      .references(() => backup.id),
    at: instant('at').notNull(),
    passed: boolean('passed').notNull(),
    ms: integer('ms').notNull(),
    /** Tables, rows and files that were found as written. */
    tables: integer('tables').notNull(),
    rows: bigint('rows', { mode: 'number' }).notNull(),
    files: integer('files').notNull(),
    error: text('error'),
  },
  (t) => [index('backup_drill_backup').on(t.backupId, t.at)],
)
