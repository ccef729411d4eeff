import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { civilDate, id, instant } from '../../platform/database/columns.ts'

/** Page views of a civil day by what is known of the browser: counters, never a row of a visit. */
export const pageViewCount = pgTable(
  'page_view_count',
  {
    day: civilDate('day').notNull(),
    page: text('page').notNull(),
    device: text('device', { enum: ['PHONE', 'DESKTOP'] }).notNull(),
    language: text('language').notNull(),
    country: text('country').notNull(),
    views: integer('views').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.day, t.page, t.device, t.language, t.country] }),
    check('page_view_count_positive', sql`${t.views} > 0`),
  ],
)

/** Steps from page to page of a civil day. */
export const pageStepCount = pgTable(
  'page_step_count',
  {
    day: civilDate('day').notNull(),
    from: text('from_page').notNull(),
    page: text('page').notNull(),
    views: integer('views').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.from, t.page] }), check('page_step_count_positive', sql`${t.views} > 0`)],
)

/** Web vitals of a civil day as histograms over the edges of `domain/web-vitals.ts`. */
export const webVitalCount = pgTable(
  'web_vital_count',
  {
    day: civilDate('day').notNull(),
    page: text('page').notNull(),
    name: text('name').notNull(),
    bucket: integer('bucket').notNull(),
    n: integer('n').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.day, t.page, t.name, t.bucket] }),
    check('web_vital_count_positive', sql`${t.n} > 0`),
  ],
)

/** Errors of the web app, the same one once. */
export const scriptError = pgTable(
  'script_error',
  {
    id: id(),
    /** SHA-256 of its signature. */
    fingerprint: text('fingerprint').notNull().unique('script_error_fingerprint'),
    kind: text('kind', { enum: ['ERROR', 'REJECTION', 'RENDER'] }).notNull(),
    message: text('message').notNull(),
    source: text('source').notNull(),
    stack: text('stack').notNull(),
    page: text('page').notNull(),
    count: integer('count').notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    firstRelease: text('first_release').notNull(),
    lastRelease: text('last_release').notNull(),
  },
  (t) => [index('script_error_seen').on(t.lastSeenAt, t.id), check('script_error_positive', sql`${t.count} > 0`)],
)
