-- A unit's states follow each other without gap or overlap, and the last one is open: each ends where one begins, none
-- begins or ends with another, and only one has no end. Rows that begin later and later and follow one by one are one
-- chain, so that no two overlap; four checks by index, each a fraction of what an exclusion of ranges costs.
DROP INDEX "asset_status_asset";--> statement-breakpoint
DROP INDEX "asset_status_open";--> statement-breakpoint
ALTER TABLE "asset_status" ADD CONSTRAINT "asset_status_start" UNIQUE("asset_id","from_at");--> statement-breakpoint
ALTER TABLE "asset_status" ADD CONSTRAINT "asset_status_end" UNIQUE NULLS NOT DISTINCT("asset_id","to_at");--> statement-breakpoint
ALTER TABLE "asset_status" ADD CONSTRAINT "asset_status_lasts" CHECK (to_at > from_at);--> statement-breakpoint
ALTER TABLE "asset_status" ADD CONSTRAINT "asset_status_unbroken" FOREIGN KEY ("asset_id","to_at")
  REFERENCES "asset_status"("asset_id","from_at") DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE "asset_status" DROP CONSTRAINT "asset_status_no_overlap";--> statement-breakpoint
DROP INDEX "asset_status_down";--> statement-breakpoint
CREATE INDEX "asset_status_down" ON "asset_status" (coalesce(to_at, 'infinity'::timestamptz)) WHERE status <> 'OPERATING';
