CREATE TABLE "interval_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"plan_version" integer NOT NULL,
	"asset_id" uuid,
	"type_id" uuid,
	"system" text,
	"mode_id" uuid,
	"from_every" numeric(12,1) NOT NULL,
	"to_every" numeric(12,1) NOT NULL,
	"unit" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"reason" text NOT NULL,
	"status" text DEFAULT 'PENDING' NOT NULL,
	"proposed_by" uuid,
	"proposed_at" timestamptz(3) NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamptz(3),
	"decision_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "interval_proposal_decided" CHECK (("interval_proposal"."status" = 'PENDING') = ("interval_proposal"."decided_at" IS NULL)
        AND ("interval_proposal"."status" = 'PENDING') = ("interval_proposal"."decision_reason" IS NULL))
);
--> statement-breakpoint
ALTER TABLE "interval_proposal" ADD CONSTRAINT "interval_proposal_plan_id_maintenance_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."maintenance_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interval_proposal" ADD CONSTRAINT "interval_proposal_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interval_proposal" ADD CONSTRAINT "interval_proposal_type_id_asset_type_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."asset_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interval_proposal" ADD CONSTRAINT "interval_proposal_mode_id_failure_code_id_fk" FOREIGN KEY ("mode_id") REFERENCES "public"."failure_code"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interval_proposal" ADD CONSTRAINT "interval_proposal_proposed_by_person_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interval_proposal" ADD CONSTRAINT "interval_proposal_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "interval_proposal_pending" ON "interval_proposal" USING btree ("plan_id") WHERE "interval_proposal"."status" = 'PENDING';--> statement-breakpoint
CREATE INDEX "interval_proposal_plan" ON "interval_proposal" USING btree ("plan_id","proposed_at");--> statement-breakpoint
CREATE INDEX "interval_proposal_proposed" ON "interval_proposal" USING btree ("proposed_at","id");