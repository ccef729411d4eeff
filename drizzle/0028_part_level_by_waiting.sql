-- What is reserved is found from the few lines of the part that still wait, each with its order by key; left to itself the
-- planner reads every open order of the site for every part, as it cannot know how few lines wait.
CREATE OR REPLACE VIEW part_level AS
  SELECT s.part_id, s.site_id, s.bin, s.min_stock, s.reorder_point, s.on_hand, s.value, r.reserved, o.on_order,
    s.on_hand - r.reserved AS available,
    stock_state(s.on_hand, r.reserved, o.on_order, s.min_stock, s.reorder_point) AS state
  FROM part_stock s
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(p.planned - p.issued), 0) AS reserved
    FROM work_order_part p CROSS JOIN LATERAL (
      SELECT FROM work_order w
      WHERE w.id = p.work_order_id AND w.site_id = s.site_id AND w.status IN ('PENDING','IN_PROGRESS','ON_HOLD') OFFSET 0) w
    WHERE p.part_id = s.part_id AND p.planned > p.issued) r
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(greatest(l.quantity - l.received, 0)), 0) AS on_order
    FROM purchase_line l JOIN purchase b ON b.id = l.purchase_id
    WHERE l.part_id = s.part_id AND b.site_id = s.site_id AND b.status IN ('ORDERED','PARTIALLY_RECEIVED')) o;
