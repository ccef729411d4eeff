CREATE INDEX "work_order_type" ON "work_order" USING btree ("type_id");--> statement-breakpoint
CREATE INDEX "work_order_system" ON "work_order" USING btree ("system") WHERE "work_order"."system" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "work_order_failure_mode" ON "work_order" USING btree ("failure_mode_id") WHERE "work_order"."failure_mode_id" IS NOT NULL;