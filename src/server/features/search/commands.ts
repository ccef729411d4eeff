import { sql } from 'drizzle-orm'
import type { Db } from '../../platform/database/database.ts'

/**
 * Documents of orders that have none, in one statement: each text and each unit is taken apart once, however many orders
 * repeat them. What the trigger of a single order writes, a test holds them equal.
 */
export async function indexMissingOrders(db: Db): Promise<void> {
  await db.rows(sql`
    WITH missing AS MATERIALIZED (
      SELECT o.id, o.site_id, o.reported_at, o.number, o.asset_id, o.title, coalesce(o.description, '') AS description
      FROM work_order o WHERE NOT EXISTS (SELECT FROM search_document d WHERE d.id = o.id)),
    said AS MATERIALIZED (
      SELECT title, description, search_words(title, description) AS words
      FROM (SELECT DISTINCT title, description FROM missing) AS texts),
    unit AS MATERIALIZED (
      SELECT id, search_words(code, compact(code), coalesce(plate, ''), compact(coalesce(plate, ''))) AS words
      FROM asset WHERE id IN (SELECT asset_id FROM missing)),
    document AS (
      INSERT INTO search_document (id, kind, site_id, at, code, words)
      SELECT m.id, 'workOrder', m.site_id, m.reported_at, compact(m.number), s.words || u.words
      FROM missing m JOIN unit u ON u.id = m.asset_id JOIN said s ON (s.title, s.description) = (m.title, m.description)
      ON CONFLICT DO NOTHING)
    SELECT search_learn(array_agg(DISTINCT w)) FROM (
      SELECT words FROM said UNION ALL SELECT words FROM unit) AS d, unnest(tsvector_to_array(d.words)) AS w`)
}

/** Counts in how many documents each word is, so that common words are told from rare ones. */
export async function countWords(db: Db): Promise<void> {
  await db.rows(sql`
    UPDATE search_word w SET uses = s.ndoc
    FROM ts_stat('SELECT words FROM search_document') AS s WHERE s.word = w.word AND w.uses <> s.ndoc`)
}
