INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, repeat('0', 64));
--> statement-breakpoint
ALTER TABLE labour_entry ADD CONSTRAINT labour_entry_no_overlap
  EXCLUDE USING gist (person_id WITH =, tstzrange(from_at, to_at) WITH &&) WHERE (source = 'TIMER');
--> statement-breakpoint
ALTER TABLE asset_status ADD CONSTRAINT asset_status_no_overlap
  EXCLUDE USING gist (asset_id WITH =, tstzrange(from_at, to_at) WITH &&);
--> statement-breakpoint
ALTER TABLE work_order_status ADD CONSTRAINT work_order_status_no_overlap
  EXCLUDE USING gist (work_order_id WITH =, tstzrange(from_at, to_at) WITH &&);
--> statement-breakpoint
ALTER TABLE work_order ADD CONSTRAINT work_order_downtime CHECK (downtime_to IS NULL OR downtime_to >= downtime_from);
--> statement-breakpoint
ALTER TABLE work_order ADD CONSTRAINT work_order_completed CHECK (status NOT IN ('COMPLETED','CLOSED') OR completed_at IS NOT NULL);

--> statement-breakpoint
-- Planned work is work whose day was decided before it began: remember when it was decided.
CREATE FUNCTION remember_scheduling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.scheduled_on IS NULL THEN NEW.scheduled_at := NULL;
  ELSIF TG_OP = 'INSERT' THEN NEW.scheduled_at := coalesce(NEW.scheduled_at, NEW.created_at);
  ELSIF NEW.scheduled_at IS NULL OR (NEW.scheduled_on IS DISTINCT FROM OLD.scheduled_on
      AND NEW.scheduled_at IS NOT DISTINCT FROM OLD.scheduled_at) THEN NEW.scheduled_at := NEW.updated_at;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER work_order_scheduling BEFORE INSERT OR UPDATE OF scheduled_on, scheduled_at ON work_order
  FOR EACH ROW EXECUTE FUNCTION remember_scheduling();
--> statement-breakpoint
-- An order's recorded downtime; one that nobody ended lasts until the order is completed.
CREATE FUNCTION order_downtime(downtime_from timestamptz, downtime_to timestamptz, completed_at timestamptz)
  RETURNS tstzrange LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN downtime_from IS NOT NULL THEN
    tstzrange(downtime_from, greatest(downtime_from, coalesce(downtime_to, completed_at, 'infinity'))) END $$;
--> statement-breakpoint
-- From the first to the last instant an order adds anything to a KPI, a little wider for scheduled weeks of any zone.
CREATE FUNCTION order_span(reported_at timestamptz, started_at timestamptz, completed_at timestamptz, cancelled_at timestamptz,
  downtime_from timestamptz, downtime_to timestamptz, window_to timestamptz, scheduled_on date)
  RETURNS tstzrange LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT tstzrange(
    least(reported_at, started_at, completed_at, downtime_from, window_to, scheduled_on::timestamp AT TIME ZONE 'UTC'),
    CASE WHEN downtime_from IS NOT NULL AND coalesce(downtime_to, completed_at, cancelled_at) IS NULL THEN 'infinity'
      ELSE greatest(reported_at, started_at, completed_at, cancelled_at, downtime_from, downtime_to, window_to,
        (scheduled_on + 9)::timestamp AT TIME ZONE 'UTC') END,
    '[]') $$;
--> statement-breakpoint
-- Orders open at an instant: reported before it and ended after it.
CREATE INDEX work_order_ended ON work_order (coalesce(completed_at, cancelled_at, 'infinity'::timestamptz));
--> statement-breakpoint
CREATE INDEX asset_status_down ON asset_status USING gist (tstzrange(from_at, to_at)) WHERE status <> 'OPERATING';
--> statement-breakpoint
CREATE INDEX work_order_span ON work_order USING gist (order_span(
  reported_at, started_at, completed_at, cancelled_at, downtime_from, downtime_to, window_to, scheduled_on));
--> statement-breakpoint
CREATE INDEX work_order_repeat ON work_order (asset_id, failure_mode_id, completed_at)
  WHERE failure_mode_id IS NOT NULL AND category IN ('CORRECTIVE', 'EMERGENCY');
--> statement-breakpoint
CREATE INDEX work_order_response ON work_order (started_at) INCLUDE (reported_at, asset_id, status, duplicate_of_id);
--> statement-breakpoint
CREATE FUNCTION span_ms(span tstzrange) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN isempty(span) OR span IS NULL THEN 0 WHEN upper(span) = 'infinity' THEN 9007199254740991
    ELSE (extract(epoch FROM upper(span) - lower(span)) * 1000)::bigint END $$;
--> statement-breakpoint
-- Milliseconds covered by disjoint spans.
CREATE FUNCTION covered_ms(spans tstzmultirange) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT least(coalesce(sum(span_ms(span)), 0), 9007199254740991)::bigint FROM unnest(spans) AS span $$;
--> statement-breakpoint
CREATE FUNCTION kpi_order_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO kpi_dirty (asset_id, since)
    SELECT asset_id, min(lower(order_span(reported_at, started_at, completed_at, cancelled_at, downtime_from, downtime_to,
      window_to, scheduled_on))) FROM new_row GROUP BY asset_id;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO kpi_dirty (asset_id, since)
    SELECT asset_id, min(lower(order_span(reported_at, started_at, completed_at, cancelled_at, downtime_from, downtime_to,
      window_to, scheduled_on))) FROM old_row GROUP BY asset_id;
  ELSE
    WITH both_rows AS (SELECT 1 AS side, * FROM old_row UNION ALL SELECT 2, * FROM new_row),
    told AS (
      SELECT id, asset_id, side, lower(order_span(reported_at, started_at, completed_at, cancelled_at, downtime_from,
        downtime_to, window_to, scheduled_on)) AS since,
        ROW(asset_id, category, status = 'CANCELLED', duplicate_of_id, reported_at, started_at, completed_at, downtime_from,
          downtime_to, window_from, window_to, scheduled_on, scheduled_at, hours_worked, labour_cost, parts_cost,
          service_cost, failure_mode_id, failure_cause_id, failure_action_id)::text AS facts
      FROM both_rows)
    INSERT INTO kpi_dirty (asset_id, since)
    SELECT t.asset_id, min(t.since) FROM told t
    WHERE NOT EXISTS (SELECT FROM told o WHERE o.id = t.id AND o.side <> t.side AND o.facts = t.facts)
    GROUP BY t.asset_id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER work_order_kpi_insert AFTER INSERT ON work_order REFERENCING NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_order_changed();
--> statement-breakpoint
CREATE TRIGGER work_order_kpi_update AFTER UPDATE ON work_order REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_order_changed();
--> statement-breakpoint
CREATE TRIGGER work_order_kpi_delete AFTER DELETE ON work_order REFERENCING OLD TABLE AS old_row
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_order_changed();
--> statement-breakpoint
CREATE FUNCTION kpi_work_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO kpi_dirty (asset_id, since)
    SELECT o.asset_id, min(n.from_at) FROM new_row n JOIN work_order o ON o.id = n.work_order_id
    WHERE n.status = 'IN_PROGRESS' AND o.category IN ('CORRECTIVE', 'EMERGENCY') GROUP BY o.asset_id;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO kpi_dirty (asset_id, since)
    SELECT o.asset_id, min(n.from_at) FROM old_row n JOIN work_order o ON o.id = n.work_order_id
    WHERE n.status = 'IN_PROGRESS' AND o.category IN ('CORRECTIVE', 'EMERGENCY') GROUP BY o.asset_id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER work_order_status_kpi_insert AFTER INSERT ON work_order_status REFERENCING NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_work_changed();
--> statement-breakpoint
CREATE TRIGGER work_order_status_kpi_update AFTER UPDATE ON work_order_status
  REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row FOR EACH STATEMENT EXECUTE FUNCTION kpi_work_changed();
--> statement-breakpoint
CREATE TRIGGER work_order_status_kpi_delete AFTER DELETE ON work_order_status REFERENCING OLD TABLE AS old_row
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_work_changed();
--> statement-breakpoint
-- A state that merely ended changes nothing before its end.
CREATE FUNCTION kpi_status_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO kpi_dirty (asset_id, since) SELECT asset_id, min(from_at) FROM new_row GROUP BY asset_id;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO kpi_dirty (asset_id, since) SELECT asset_id, min(from_at) FROM old_row GROUP BY asset_id;
  ELSE
    INSERT INTO kpi_dirty (asset_id, since)
    SELECT side.asset_id, CASE WHEN o.status = n.status AND o.from_at = n.from_at AND o.asset_id = n.asset_id
      THEN least(coalesce(o.to_at, 'infinity'), coalesce(n.to_at, 'infinity')) ELSE least(o.from_at, n.from_at) END
    FROM old_row o JOIN new_row n ON n.id = o.id
    CROSS JOIN LATERAL (SELECT o.asset_id UNION SELECT n.asset_id) AS side
    WHERE (o.asset_id, o.status, o.from_at, o.to_at) IS DISTINCT FROM (n.asset_id, n.status, n.from_at, n.to_at);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER asset_status_kpi_insert AFTER INSERT ON asset_status REFERENCING NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_status_changed();
--> statement-breakpoint
CREATE TRIGGER asset_status_kpi_update AFTER UPDATE ON asset_status REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_status_changed();
--> statement-breakpoint
CREATE TRIGGER asset_status_kpi_delete AFTER DELETE ON asset_status REFERENCING OLD TABLE AS old_row
  FOR EACH STATEMENT EXECUTE FUNCTION kpi_status_changed();
--> statement-breakpoint
CREATE FUNCTION kpi_asset_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kpi_dirty (asset_id, since) VALUES (NEW.id, '-infinity');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER asset_kpi AFTER UPDATE ON asset FOR EACH ROW
  WHEN ((OLD.commissioned_on, OLD.archived_at) IS DISTINCT FROM (NEW.commissioned_on, NEW.archived_at))
  EXECUTE FUNCTION kpi_asset_changed();
--> statement-breakpoint
-- Search: words without accents, as typed by hand: "EX-01" is found by `ex`, `01` and `ex01`.
CREATE FUNCTION compact(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(search_text(given), '[^a-z0-9]+', '', 'g') $$;
--> statement-breakpoint
CREATE FUNCTION search_words(VARIADIC parts text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(array_remove(
    regexp_split_to_array(left(search_text(VARIADIC parts), 4000), '[^a-z0-9]+'), '')) $$;
--> statement-breakpoint
CREATE FUNCTION search_learn(words text[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_word (word)
  SELECT w FROM unnest(words) AS w WHERE w ~ '^[a-z]{3,40}$' AND NOT EXISTS (SELECT FROM search_word k WHERE k.word = w)
  ORDER BY w ON CONFLICT DO NOTHING $$;
--> statement-breakpoint
CREATE FUNCTION search_order_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE learned text[];
BEGIN
  WITH document AS (
    INSERT INTO search_document (id, kind, site_id, at, code, words)
    SELECT o.id, 'workOrder', o.site_id, o.reported_at, compact(o.number),
      search_words(o.title, coalesce(o.description, ''), a.code, compact(a.code), coalesce(a.plate, ''),
        compact(coalesce(a.plate, '')))
    FROM new_row o JOIN asset a ON a.id = o.asset_id
    ON CONFLICT (id) DO UPDATE SET site_id = excluded.site_id, at = excluded.at, code = excluded.code, words = excluded.words
      WHERE (search_document.site_id, search_document.at, search_document.code, search_document.words)
        IS DISTINCT FROM (excluded.site_id, excluded.at, excluded.code, excluded.words)
    RETURNING words)
  SELECT array_agg(DISTINCT w) INTO learned FROM document, unnest(tsvector_to_array(words)) AS w;
  PERFORM search_learn(learned);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION search_order_edited() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE learned text[];
BEGIN
  IF EXISTS (SELECT FROM old_row o JOIN new_row n USING (id) WHERE (o.title, o.description, o.number, o.site_id, o.asset_id,
      o.reported_at) IS DISTINCT FROM (n.title, n.description, n.number, n.site_id, n.asset_id, n.reported_at)) THEN
    WITH document AS (
      UPDATE search_document d SET site_id = o.site_id, at = o.reported_at, code = compact(o.number),
        words = search_words(o.title, coalesce(o.description, ''), a.code, compact(a.code), coalesce(a.plate, ''),
          compact(coalesce(a.plate, '')))
      FROM new_row o JOIN asset a ON a.id = o.asset_id WHERE d.id = o.id
      RETURNING d.words)
    SELECT array_agg(DISTINCT w) INTO learned FROM document, unnest(tsvector_to_array(words)) AS w;
    PERFORM search_learn(learned);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER work_order_search_insert AFTER INSERT ON work_order REFERENCING NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION search_order_changed();
--> statement-breakpoint
CREATE TRIGGER work_order_search_update AFTER UPDATE ON work_order REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION search_order_edited();
--> statement-breakpoint
CREATE FUNCTION search_asset_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  document tsvector := search_words(NEW.code, compact(NEW.code), NEW.name, coalesce(NEW.make, ''), coalesce(NEW.model, ''),
    coalesce(NEW.plate, ''), compact(coalesce(NEW.plate, '')), coalesce(NEW.serial_number, ''));
BEGIN
  INSERT INTO search_document (id, kind, site_id, at, code, plate, serial, words)
  VALUES (NEW.id, 'asset', NEW.site_id, NEW.created_at, compact(NEW.code), compact(NEW.plate), compact(NEW.serial_number),
    document)
  ON CONFLICT (id) DO UPDATE SET site_id = excluded.site_id, code = excluded.code, plate = excluded.plate,
    serial = excluded.serial, words = excluded.words;
  PERFORM search_learn(tsvector_to_array(document));
  IF TG_OP = 'UPDATE' AND (OLD.code, OLD.plate) IS DISTINCT FROM (NEW.code, NEW.plate) THEN
    UPDATE search_document d SET words = search_words(o.title, coalesce(o.description, ''), NEW.code, compact(NEW.code),
      coalesce(NEW.plate, ''), compact(coalesce(NEW.plate, '')))
    FROM work_order o WHERE o.asset_id = NEW.id AND d.id = o.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER asset_search AFTER INSERT OR UPDATE OF code, name, make, model, plate, serial_number, site_id ON asset
  FOR EACH ROW EXECUTE FUNCTION search_asset_changed();
--> statement-breakpoint
CREATE FUNCTION search_person_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  document tsvector := search_words(NEW.name, NEW.email);
BEGIN
  INSERT INTO search_document (id, kind, at, code, words)
  VALUES (NEW.id, 'person', NEW.created_at, compact(NEW.email), document)
  ON CONFLICT (id) DO UPDATE SET code = excluded.code, words = excluded.words;
  PERFORM search_learn(tsvector_to_array(document));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER person_search AFTER INSERT OR UPDATE OF name, email ON person
  FOR EACH ROW EXECUTE FUNCTION search_person_changed();
--> statement-breakpoint
CREATE FUNCTION search_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_document d USING old_row o WHERE d.id = o.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER work_order_search_delete AFTER DELETE ON work_order REFERENCING OLD TABLE AS old_row
  FOR EACH STATEMENT EXECUTE FUNCTION search_forget();
--> statement-breakpoint
CREATE TRIGGER asset_search_delete AFTER DELETE ON asset REFERENCING OLD TABLE AS old_row
  FOR EACH STATEMENT EXECUTE FUNCTION search_forget();
--> statement-breakpoint
CREATE TRIGGER person_search_delete AFTER DELETE ON person REFERENCING OLD TABLE AS old_row
  FOR EACH STATEMENT EXECUTE FUNCTION search_forget();
--> statement-breakpoint
-- 0: the very code, plate or serial number; 1: the beginning of one; 2: neither.
CREATE FUNCTION search_rank(d search_document, codes text[], whole text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN d.code = ANY (codes) OR d.plate = whole OR d.serial = whole THEN 0
    WHEN length(whole) >= 2 AND (starts_with(d.code, whole) OR starts_with(d.plate, whole) OR starts_with(d.serial, whole))
    THEN 1 ELSE 2 END $$;
--> statement-breakpoint
-- One box over units, orders and people. `codes`: numbers the text may stand for, `whole`: the text without signs, `query`: its
-- words, each as a prefix. Site or assignee narrow it to the caller's scope (an assignee's units: of open orders, or done after
-- `since`). Common words are looked for from the newest order
-- back, rare ones by the index; only a search that finds nothing asks what the words may have meant.
CREATE FUNCTION search_records(codes text[], whole text, tokens text[], sites uuid[], assignee uuid, people boolean, since timestamptz,
  most integer)
  RETURNS TABLE (id uuid, kind text, rank integer, at timestamptz) LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
#variable_conflict use_column
DECLARE
  query tsquery := (SELECT string_agg(quote_literal(t) || ':*', ' & ') FROM unnest(tokens) AS t)::tsquery;
  meant tsquery;
  common boolean;
  found_any boolean := false;
  found_count integer := 0;
  part text;
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
    RETURN;
  END IF;

  FOREACH part IN ARRAY ARRAY['asset', 'workOrder', 'person'] LOOP
    CONTINUE WHEN part = 'person' AND NOT people;
    RETURN QUERY
      SELECT DISTINCT ON (hit.rank, hit.at, hit.id) hit.id, part, hit.rank, hit.at FROM (
        (SELECT d.id, 0 AS rank, d.at FROM search_document d
          WHERE d.code = ANY (codes) AND d.kind = part AND (sites IS NULL OR d.site_id = ANY (sites) OR part = 'person') LIMIT 50)
        UNION ALL
        (SELECT d.id, 0, d.at FROM search_document d
          WHERE part = 'asset' AND d.kind = part AND (d.plate = whole OR d.serial = whole)
            AND (sites IS NULL OR d.site_id = ANY (sites)) LIMIT 50)
        UNION ALL
        (SELECT d.id, 1, d.at FROM search_document d
          WHERE length(whole) >= 2 AND whole ~ '[0-9]' AND d.kind = part AND d.code ~>=~ whole AND d.code ~<~ (whole || '~')
            AND (sites IS NULL OR d.site_id = ANY (sites) OR part = 'person') LIMIT most)
        UNION ALL
        (SELECT d.id, 1, d.at FROM search_document d
          WHERE part = 'asset' AND length(whole) >= 2 AND d.kind = part
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
    (SELECT h.id, h.kind, 2, h.at FROM hit h WHERE h.kind = 'person' AND people LIMIT most);
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
      WHERE CASE WHEN h.kind = 'person' THEN people ELSE sites IS NULL OR h.site_id = ANY (sites) END) AS r
    WHERE r.place <= most;
END $$;
