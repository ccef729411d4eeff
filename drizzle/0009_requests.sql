CREATE TABLE "fault_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asset_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"what" text NOT NULL,
	"description" text,
	"can_move" boolean NOT NULL,
	"status" text DEFAULT 'NEW' NOT NULL,
	"reported_at" timestamptz(3) NOT NULL,
	"triaged_at" timestamptz(3),
	"triaged_by" uuid,
	"rejection_reason" text,
	"work_order_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "fault_request_triage" CHECK (("fault_request"."status" = 'NEW') = ("fault_request"."triaged_at" IS NULL)
        AND ("fault_request"."status" = 'ACCEPTED') = ("fault_request"."work_order_id" IS NOT NULL)
        AND ("fault_request"."status" = 'REJECTED') = ("fault_request"."rejection_reason" IS NOT NULL))
);
--> statement-breakpoint
ALTER TABLE "fault_request" ADD CONSTRAINT "fault_request_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fault_request" ADD CONSTRAINT "fault_request_triaged_by_person_id_fk" FOREIGN KEY ("triaged_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fault_request" ADD CONSTRAINT "fault_request_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "fault_request_token" ON "fault_request" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "fault_request_order" ON "fault_request" USING btree ("work_order_id") WHERE "fault_request"."work_order_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "fault_request_reported" ON "fault_request" USING btree ("reported_at","id");--> statement-breakpoint
CREATE INDEX "fault_request_asset" ON "fault_request" USING btree ("asset_id","reported_at");--> statement-breakpoint
CREATE INDEX "fault_request_pending" ON "fault_request" USING btree ("asset_id") WHERE "fault_request"."status" = 'NEW';