ALTER TABLE work_order ADD CONSTRAINT work_order_plan FOREIGN KEY (plan_id) REFERENCES maintenance_plan (id);
--> statement-breakpoint
CREATE INDEX work_order_plan ON work_order (plan_id, asset_id) WHERE plan_id IS NOT NULL;
--> statement-breakpoint
ALTER TABLE maintenance_plan ADD CONSTRAINT maintenance_plan_target
  CHECK ((asset_id IS NULL) <> (asset_type_id IS NULL) AND (site_id IS NULL OR asset_id IS NULL));
--> statement-breakpoint
ALTER TABLE maintenance_plan ADD CONSTRAINT maintenance_plan_trigger CHECK (
  (calendar_every IS NOT NULL OR meter_every IS NOT NULL)
  AND (calendar_every IS NULL) = (calendar_unit IS NULL) AND (meter_every IS NULL) = (meter_kind IS NULL)
  AND calendar_every > 0 AND meter_every > 0);
--> statement-breakpoint
ALTER TABLE maintenance_due ADD CONSTRAINT maintenance_due_outcome CHECK ((work_order_id IS NULL) <> (skip_reason IS NULL));
