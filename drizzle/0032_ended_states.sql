-- With its beginning beside its end, an old span's states are told from all later ones without being read.
DROP INDEX "asset_status_down";--> statement-breakpoint
CREATE INDEX "asset_status_down" ON "asset_status" (coalesce(to_at, 'infinity'::timestamptz), from_at) WHERE status <> 'OPERATING';
