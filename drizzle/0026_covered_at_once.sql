-- Most faults have one span: its length is computed where it is asked for, without a query of its own for each.
CREATE FUNCTION parts_ms(spans tstzmultirange) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT least(coalesce(sum(span_ms(span)), 0), 9007199254740991)::bigint FROM unnest(spans) AS span $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION covered_ms(spans tstzmultirange) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN spans = multirange(range_merge(spans)) THEN span_ms(range_merge(spans)) ELSE parts_ms(spans) END $$;
