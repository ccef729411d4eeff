DROP INDEX "work_order_text";--> statement-breakpoint
CREATE INDEX "work_order_title" ON "work_order" USING gin (search_text("title") gin_trgm_ops);