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
