import { sql } from 'drizzle-orm'
import { customType, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/database/columns.ts'

const lexemes = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** What can be found by words, kept by triggers beside the record itself so that changing a status costs the index nothing. */
export const searchDocument = pgTable(
  'search_document',
  {
    /** Of the unit, order or person. */
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: ['asset', 'workOrder', 'person', 'part'] }).notNull(),
    siteId: uuid('site_id'),
    /** Newest first among equals. */
    at: instant('at').notNull(),
    /** Number or code, only letters and digits. */
    code: text('code').notNull(),
    plate: text('plate'),
    serial: text('serial'),
    words: lexemes('words').notNull(),
  },
  (t) => [
    index('search_document_code').using('btree', sql`${t.code} text_pattern_ops`),
    index('search_document_plate').using('btree', sql`${t.plate} text_pattern_ops`),
    index('search_document_serial').using('btree', sql`${t.serial} text_pattern_ops`),
    index('search_document_recent').on(t.kind, t.at),
    index('search_document_order_words').using('gin', t.words).where(sql`${t.kind} = 'workOrder'`),
    index('search_document_other_words').using('gin', t.words).where(sql`${t.kind} <> 'workOrder'`),
  ],
)

/** Every distinct word, to find what a mistyped one meant; `uses` is counted now and then, to tell common from rare. */
export const searchWord = pgTable(
  'search_word',
  {
    word: text('word').primaryKey(),
    uses: integer('uses').notNull().default(0),
  },
  (t) => [
    index('search_word_similar').using('gin', sql`${t.word} gin_trgm_ops`),
    index('search_word_prefix').using('btree', sql`${t.word} text_pattern_ops`),
  ],
)
