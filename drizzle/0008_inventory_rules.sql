CREATE FUNCTION stock_ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the stock ledger is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER stock_movement_append_only BEFORE UPDATE OR DELETE ON stock_movement
  FOR EACH STATEMENT EXECUTE FUNCTION stock_ledger_is_append_only();
--> statement-breakpoint
-- What is on hand, issued to orders and received of purchases are sums of the ledger, kept as it grows. The rows are
-- made empty first: a CHECK looks at a proposed row before its conflict is seen.
CREATE FUNCTION stock_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO part_stock (part_id, site_id) SELECT DISTINCT part_id, site_id FROM new_row ON CONFLICT DO NOTHING;
  UPDATE part_stock s SET on_hand = s.on_hand + m.quantity, value = s.value + m.value
  FROM (SELECT part_id, site_id, sum(quantity) AS quantity, sum(value) AS value FROM new_row GROUP BY 1, 2) m
  WHERE s.part_id = m.part_id AND s.site_id = m.site_id;
  INSERT INTO work_order_part (work_order_id, part_id)
  SELECT DISTINCT work_order_id, part_id FROM new_row WHERE work_order_id IS NOT NULL ON CONFLICT DO NOTHING;
  UPDATE work_order_part p SET issued = p.issued - m.quantity, value = p.value - m.value
  FROM (SELECT work_order_id, part_id, sum(quantity) AS quantity, sum(value) AS value FROM new_row
    WHERE work_order_id IS NOT NULL GROUP BY 1, 2) m
  WHERE p.work_order_id = m.work_order_id AND p.part_id = m.part_id;
  UPDATE purchase_line l SET received = l.received + m.quantity
  FROM (SELECT purchase_line_id, sum(quantity) AS quantity FROM new_row WHERE purchase_line_id IS NOT NULL GROUP BY 1) m
  WHERE l.id = m.purchase_line_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER stock_movement_sums AFTER INSERT ON stock_movement REFERENCING NEW TABLE AS new_row
  FOR EACH STATEMENT EXECUTE FUNCTION stock_moved();
--> statement-breakpoint
CREATE FUNCTION stock_sums_are_the_ledgers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'sums of the stock ledger change with it only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
-- At depth 0 the product itself writes; the ledger’s trigger writes at depth 1.
CREATE TRIGGER part_stock_sums BEFORE UPDATE ON part_stock FOR EACH ROW
  WHEN (pg_trigger_depth() = 0 AND (OLD.on_hand, OLD.value) IS DISTINCT FROM (NEW.on_hand, NEW.value))
  EXECUTE FUNCTION stock_sums_are_the_ledgers();
--> statement-breakpoint
CREATE TRIGGER part_stock_empty BEFORE INSERT ON part_stock FOR EACH ROW
  WHEN (NEW.on_hand <> 0 OR NEW.value <> 0) EXECUTE FUNCTION stock_sums_are_the_ledgers();
--> statement-breakpoint
CREATE TRIGGER work_order_part_sums BEFORE UPDATE ON work_order_part FOR EACH ROW
  WHEN (pg_trigger_depth() = 0 AND (OLD.issued, OLD.value) IS DISTINCT FROM (NEW.issued, NEW.value))
  EXECUTE FUNCTION stock_sums_are_the_ledgers();
--> statement-breakpoint
CREATE TRIGGER purchase_line_sums BEFORE UPDATE ON purchase_line FOR EACH ROW
  WHEN (pg_trigger_depth() = 0 AND OLD.received IS DISTINCT FROM NEW.received)
  EXECUTE FUNCTION stock_sums_are_the_ledgers();
--> statement-breakpoint
-- The state of a part at a site: the rule of domain/stock.ts, for lists.
CREATE FUNCTION stock_state(on_hand numeric, reserved numeric, on_order numeric, min_stock numeric, reorder_point numeric)
  RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN on_hand - reserved <= 0 AND (min_stock > 0 OR reorder_point > 0 OR reserved > 0) THEN 'OUT'
    WHEN on_hand = 0 THEN 'NONE'
    WHEN on_hand - reserved < min_stock THEN 'LOW'
    WHEN reorder_point > 0 AND on_hand - reserved + on_order <= reorder_point THEN 'REORDER'
    ELSE 'OK' END $$;
--> statement-breakpoint
-- Stock with what orders wait for and what suppliers owe.
CREATE VIEW part_level AS
  SELECT s.part_id, s.site_id, s.bin, s.min_stock, s.reorder_point, s.on_hand, s.value, r.reserved, o.on_order,
    s.on_hand - r.reserved AS available,
    stock_state(s.on_hand, r.reserved, o.on_order, s.min_stock, s.reorder_point) AS state
  FROM part_stock s
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(p.planned - p.issued), 0) AS reserved
    FROM work_order_part p JOIN work_order w ON w.id = p.work_order_id
    WHERE p.part_id = s.part_id AND p.planned > p.issued AND w.site_id = s.site_id
      AND w.status IN ('PENDING','IN_PROGRESS','ON_HOLD')) r
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(greatest(l.quantity - l.received, 0)), 0) AS on_order
    FROM purchase_line l JOIN purchase b ON b.id = l.purchase_id
    WHERE l.part_id = s.part_id AND b.site_id = s.site_id AND b.status IN ('ORDERED','PARTIALLY_RECEIVED')) o;
