-- Spare parts are found by the one box too; everybody may see what there is, whatever the site.
CREATE FUNCTION search_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  document tsvector := search_words(NEW.number, compact(NEW.number), NEW.description, coalesce(NEW.supplier_number, ''),
    compact(coalesce(NEW.supplier_number, '')));
BEGIN
  INSERT INTO search_document (id, kind, at, code, words)
  VALUES (NEW.id, 'part', NEW.created_at, compact(NEW.number), document)
  ON CONFLICT (id) DO UPDATE SET code = excluded.code, words = excluded.words;
  PERFORM search_learn(tsvector_to_array(document));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER part_search AFTER INSERT OR UPDATE OF number, description, supplier_number ON part
  FOR EACH ROW EXECUTE FUNCTION search_part_changed();
--> statement-breakpoint
CREATE TRIGGER part_search_delete AFTER DELETE ON part REFERENCING OLD TABLE AS old_row
  FOR EACH STATEMENT EXECUTE FUNCTION search_forget();
--> statement-breakpoint
UPDATE part SET number = number;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_records(codes text[], whole text, tokens text[], sites uuid[], assignee uuid, people boolean, since timestamptz,
  most integer)
  RETURNS TABLE (id uuid, kind text, rank integer, at timestamptz) LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
#variable_conflict use_column
DECLARE
  query tsquery := (SELECT string_agg(quote_literal(t) || ':*', ' & ') FROM unnest(tokens) AS t)::tsquery;
  meant tsquery;
  common boolean;
  found_any boolean := false;
  found_count integer := 0;
  kind_of text;
BEGIN
  IF assignee IS NOT NULL THEN
    RETURN QUERY
      WITH mine AS (
        SELECT o.id, o.asset_id FROM work_order o WHERE o.assignee_id = assignee AND (
          o.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD') OR o.completed_at > since)),
      reach AS (SELECT m.id FROM mine m UNION SELECT m.asset_id FROM mine m UNION
        SELECT o.id FROM work_order o WHERE o.assignee_id = assignee)
      SELECT d.id, d.kind, search_rank(d, codes, whole), d.at
      FROM reach r JOIN search_document d ON d.id = r.id
      WHERE search_rank(d, codes, whole) < 2 OR d.words @@ query
      ORDER BY 3, d.at DESC LIMIT 2 * most;
    RETURN QUERY
      SELECT d.id, d.kind, search_rank(d, codes, whole), d.at FROM search_document d
      WHERE d.kind = 'part' AND (d.code ~>=~ whole AND d.code ~<~ (whole || '~') OR d.words @@ query)
      ORDER BY 3, d.at DESC LIMIT most;
    RETURN;
  END IF;

  FOREACH kind_of IN ARRAY ARRAY['asset', 'workOrder', 'person', 'part'] LOOP
    CONTINUE WHEN kind_of = 'person' AND NOT people;
    RETURN QUERY
      SELECT DISTINCT ON (hit.rank, hit.at, hit.id) hit.id, kind_of, hit.rank, hit.at FROM (
        (SELECT d.id, 0 AS rank, d.at FROM search_document d
          WHERE d.code = ANY (codes) AND d.kind = kind_of AND (sites IS NULL OR d.site_id = ANY (sites) OR kind_of IN ('person', 'part')) LIMIT 50)
        UNION ALL
        (SELECT d.id, 0, d.at FROM search_document d
          WHERE kind_of = 'asset' AND d.kind = kind_of AND (d.plate = whole OR d.serial = whole)
            AND (sites IS NULL OR d.site_id = ANY (sites)) LIMIT 50)
        UNION ALL
        (SELECT d.id, 1, d.at FROM search_document d
          WHERE length(whole) >= 2 AND whole ~ '[0-9]' AND d.kind = kind_of AND d.code ~>=~ whole AND d.code ~<~ (whole || '~')
            AND (sites IS NULL OR d.site_id = ANY (sites) OR kind_of IN ('person', 'part')) LIMIT most)
        UNION ALL
        (SELECT d.id, 1, d.at FROM search_document d
          WHERE kind_of = 'asset' AND length(whole) >= 2 AND d.kind = kind_of
            AND (d.plate ~>=~ whole AND d.plate ~<~ (whole || '~') OR d.serial ~>=~ whole AND d.serial ~<~ (whole || '~'))
            AND (sites IS NULL OR d.site_id = ANY (sites)) LIMIT most)
      ) AS hit ORDER BY hit.rank, hit.at DESC, hit.id LIMIT most;
    found_any := found_any OR FOUND;
  END LOOP;
  IF query IS NULL THEN RETURN; END IF;

  RETURN QUERY
    WITH hit AS MATERIALIZED (
      SELECT d.id, d.kind, d.at, d.site_id FROM search_document d WHERE d.kind <> 'workOrder' AND d.words @@ query)
    (SELECT h.id, h.kind, 2, h.at FROM hit h WHERE h.kind = 'asset' AND (sites IS NULL OR h.site_id = ANY (sites)) LIMIT most)
    UNION ALL
    (SELECT h.id, h.kind, 2, h.at FROM hit h WHERE h.kind = 'person' AND people LIMIT most)
    UNION ALL
    (SELECT h.id, h.kind, 2, h.at FROM hit h WHERE h.kind = 'part' LIMIT most);
  found_any := found_any OR FOUND;

  common := (SELECT min(uses) > 1500 FROM (
    SELECT (SELECT coalesce(sum(k.uses), 0) FROM search_word k WHERE k.word ~>=~ t AND k.word ~<~ (t || '~')) AS uses
    FROM unnest(tokens) AS t) AS each_word);
  IF common THEN
    RETURN QUERY SELECT n.id, 'workOrder', 2, n.at FROM (
      SELECT d.id, d.at, d.site_id, d.words FROM search_document d WHERE d.kind = 'workOrder' ORDER BY d.at DESC LIMIT 5000) AS n
    WHERE n.words @@ query AND (sites IS NULL OR n.site_id = ANY (sites)) LIMIT most;
    GET DIAGNOSTICS found_count = ROW_COUNT;
    IF found_count >= most THEN RETURN; END IF;
  END IF;
  RETURN QUERY
    WITH hit AS MATERIALIZED (
      SELECT d.id, d.at FROM search_document d
      WHERE d.kind = 'workOrder' AND d.words @@ query AND (sites IS NULL OR d.site_id = ANY (sites)))
    SELECT h.id, 'workOrder', 2, h.at FROM hit h ORDER BY h.at DESC LIMIT most;
  IF found_any OR FOUND THEN RETURN; END IF;

  meant := (SELECT string_agg('(' || coalesce(near.words, quote_literal(t.token) || ':*') || ')', ' & ')
    FROM unnest(tokens) AS t (token) CROSS JOIN LATERAL (
      SELECT string_agg(quote_literal(w.word), ' | ') AS words FROM (
        SELECT k.word FROM search_word k WHERE k.word % t.token ORDER BY similarity(k.word, t.token) DESC, k.uses DESC, k.word LIMIT 4
      ) AS w) AS near)::tsquery;
  IF meant IS NULL OR meant = query THEN RETURN; END IF;
  RETURN QUERY
    WITH hit AS MATERIALIZED (
      (SELECT d.id, d.kind, d.at, d.site_id FROM search_document d WHERE d.kind <> 'workOrder' AND d.words @@ meant)
      UNION ALL
      (SELECT d.id, d.kind, d.at, d.site_id FROM search_document d WHERE d.kind = 'workOrder' AND d.words @@ meant))
    SELECT r.id, r.kind, 3, r.at FROM (
      SELECT h.*, row_number() OVER (PARTITION BY h.kind ORDER BY h.at DESC) AS place FROM hit h
      WHERE CASE h.kind WHEN 'person' THEN people WHEN 'part' THEN true ELSE sites IS NULL OR h.site_id = ANY (sites) END) AS r
    WHERE r.place <= most;
END $$;
