-- The timers of a person are a queue: each begins when or after the one before it ended, which it names; nobody's end is
-- named twice, only one names none, and each lasts. So no two overlap, by checks of btrees; the exclusion of ranges cost a
-- search of its own for every row.
ALTER TABLE "labour_entry" DROP CONSTRAINT "labour_entry_no_overlap";--> statement-breakpoint
ALTER TABLE "labour_entry" ADD COLUMN "after_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "labour_entry" ADD COLUMN "timed_to" timestamp (3) with time zone GENERATED ALWAYS AS (CASE WHEN source = 'TIMER' THEN to_at END) STORED;--> statement-breakpoint
-- A range without length overlapped nothing; it says nothing either.
DELETE FROM "labour_entry" WHERE source = 'TIMER' AND to_at = from_at AND hours IS NOT DISTINCT FROM 0 AND cost = 0;--> statement-breakpoint
UPDATE "labour_entry" l SET after_at = before.after_at
FROM (SELECT id, lag(to_at) OVER (PARTITION BY person_id ORDER BY from_at) AS after_at FROM "labour_entry"
  WHERE source = 'TIMER') AS before
WHERE before.id = l.id AND before.after_at IS NOT NULL;--> statement-breakpoint
ALTER TABLE "labour_entry" ADD CONSTRAINT "labour_entry_end" UNIQUE("person_id","timed_to");--> statement-breakpoint
CREATE UNIQUE INDEX "labour_entry_after" ON "labour_entry" ("person_id","after_at") NULLS NOT DISTINCT WHERE source = 'TIMER';--> statement-breakpoint
ALTER TABLE "labour_entry" ADD CONSTRAINT "labour_entry_lasts" CHECK (source <> 'TIMER' OR to_at > from_at);--> statement-breakpoint
ALTER TABLE "labour_entry" ADD CONSTRAINT "labour_entry_waits" CHECK (after_at IS NULL OR (source = 'TIMER' AND after_at <= from_at));--> statement-breakpoint
ALTER TABLE "labour_entry" ADD CONSTRAINT "labour_entry_in_turn" FOREIGN KEY ("person_id","after_at")
  REFERENCES "labour_entry"("person_id","timed_to") DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
-- A load of many orders says the same again and again: each text is split into words once, and so is what a unit is called.
-- That is planned anew for every load, as a plan made for one order would compare each text with each.
CREATE OR REPLACE FUNCTION search_order_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE learned text[];
BEGIN
  IF (SELECT count(*) FROM new_row) < 100 THEN
    WITH document AS (
      INSERT INTO search_document (id, kind, site_id, at, code, words)
      SELECT o.id, 'workOrder', o.site_id, o.reported_at, compact(o.number),
        search_words(o.title, coalesce(o.description, ''), a.code, compact(a.code), coalesce(a.plate, ''),
          compact(coalesce(a.plate, '')))
      FROM new_row o JOIN asset a ON a.id = o.asset_id
      ON CONFLICT (id) DO UPDATE SET site_id = excluded.site_id, at = excluded.at, code = excluded.code,
        words = excluded.words
        WHERE (search_document.site_id, search_document.at, search_document.code, search_document.words)
          IS DISTINCT FROM (excluded.site_id, excluded.at, excluded.code, excluded.words)
      RETURNING words)
    SELECT array_agg(DISTINCT w) INTO learned FROM document, unnest(tsvector_to_array(words)) AS w;
  ELSE
    EXECUTE $many$
      WITH said AS MATERIALIZED (
        SELECT title, description, search_words(title, description) AS words
        FROM (SELECT DISTINCT title, coalesce(description, '') AS description FROM new_row) AS texts),
      unit AS MATERIALIZED (
        SELECT id, search_words(code, compact(code), coalesce(plate, ''), compact(coalesce(plate, ''))) AS words
        FROM asset WHERE id IN (SELECT asset_id FROM new_row)),
      document AS (
        INSERT INTO search_document (id, kind, site_id, at, code, words)
        SELECT o.id, 'workOrder', o.site_id, o.reported_at, compact(o.number), s.words || u.words
        FROM new_row o JOIN unit u ON u.id = o.asset_id
        JOIN said s ON s.title = o.title AND s.description = coalesce(o.description, '')
        ON CONFLICT (id) DO UPDATE SET site_id = excluded.site_id, at = excluded.at, code = excluded.code,
          words = excluded.words
          WHERE (search_document.site_id, search_document.at, search_document.code, search_document.words)
            IS DISTINCT FROM (excluded.site_id, excluded.at, excluded.code, excluded.words))
      SELECT array_agg(DISTINCT w) FROM (
        SELECT words FROM said UNION ALL SELECT words FROM unit) AS d, unnest(tsvector_to_array(d.words)) AS w
    $many$ INTO learned;
  END IF;
  PERFORM search_learn(learned);
  RETURN NULL;
END $$;
