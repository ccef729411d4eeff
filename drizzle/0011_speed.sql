CREATE INDEX "work_order_category_priority" ON "work_order" USING btree ("category","priority","reported_at","id");--> statement-breakpoint
-- An order has one open state (work_order_status_open), and every change of state holds the order's lock and ends it. Checking
-- each of them against all others of the order, row by row, was most of the time that a large history took to load.
ALTER TABLE work_order_status DROP CONSTRAINT work_order_status_no_overlap;
