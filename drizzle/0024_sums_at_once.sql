DROP INDEX "stock_movement_site";--> statement-breakpoint
DROP INDEX "stock_movement_consumption";--> statement-breakpoint
ALTER TABLE "failure" ADD COLUMN "mode_id" uuid;--> statement-breakpoint
ALTER TABLE "failure" ADD COLUMN "cost" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
-- What moved since an instant, by warehouse, without a look at the ledger itself.
CREATE INDEX "stock_movement_at" ON "stock_movement" ("at") INCLUDE ("site_id", "kind", "value");--> statement-breakpoint
CREATE INDEX "work_order_status_parts" ON "work_order_status" ("from_at") WHERE hold_reason = 'PARTS';--> statement-breakpoint
-- Orders open at an instant: those reported later are left out by the index itself.
DROP INDEX "work_order_ended";--> statement-breakpoint
CREATE INDEX "work_order_ended" ON "work_order" (coalesce(completed_at, cancelled_at, 'infinity'::timestamptz), "reported_at");--> statement-breakpoint
-- What an order has taken of a part is written once: a row that is new needs no second version of itself. What comes back
-- changes a row that is there.
CREATE OR REPLACE FUNCTION stock_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO part_stock (part_id, site_id) SELECT DISTINCT part_id, site_id FROM new_row ON CONFLICT DO NOTHING;
  UPDATE part_stock s SET on_hand = s.on_hand + m.quantity, value = s.value + m.value
  FROM (SELECT part_id, site_id, sum(quantity) AS quantity, sum(value) AS value FROM new_row GROUP BY 1, 2) m
  WHERE s.part_id = m.part_id AND s.site_id = m.site_id;
  INSERT INTO work_order_part AS p (work_order_id, part_id, issued, value)
  SELECT work_order_id, part_id, -sum(quantity), -sum(value) FROM new_row WHERE work_order_id IS NOT NULL
  GROUP BY 1, 2 HAVING sum(quantity) <= 0 AND sum(value) <= 0
  ON CONFLICT (work_order_id, part_id) DO UPDATE SET issued = p.issued + excluded.issued, value = p.value + excluded.value;
  UPDATE work_order_part p SET issued = p.issued - m.quantity, value = p.value - m.value
  FROM (SELECT work_order_id, part_id, sum(quantity) AS quantity, sum(value) AS value FROM new_row
    WHERE work_order_id IS NOT NULL GROUP BY 1, 2 HAVING sum(quantity) > 0 OR sum(value) > 0) m
  WHERE p.work_order_id = m.work_order_id AND p.part_id = m.part_id;
  IF EXISTS (
    SELECT FROM new_row n WHERE n.quantity > 0 AND n.work_order_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM work_order_part p WHERE p.work_order_id = n.work_order_id AND p.part_id = n.part_id))
  THEN
    RAISE 'an order returns a part that it never took'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'work_order_part_never_negative', TABLE = 'work_order_part';
  END IF;
  UPDATE purchase_line l SET received = l.received + m.quantity
  FROM (SELECT purchase_line_id, sum(quantity) AS quantity FROM new_row WHERE purchase_line_id IS NOT NULL GROUP BY 1) m
  WHERE l.id = m.purchase_line_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The planner knows nothing of an expression whose index is new.
ANALYZE "work_order", "work_order_status", "stock_movement", "asset_status";
