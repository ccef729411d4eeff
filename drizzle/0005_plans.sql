CREATE TABLE "calendar_feed" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"last_read_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "maintenance_due" (
	"plan_id" uuid NOT NULL,
	"asset_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"cycle" integer NOT NULL,
	"nominal_on" date,
	"due_on" date,
	"due_meter" numeric(12,1),
	"anchor_on" date,
	"steps" integer NOT NULL,
	"trigger" text NOT NULL,
	"raised_on" date NOT NULL,
	"raised_meter" numeric(12,1),
	"work_order_id" uuid,
	"skipped_by" uuid,
	"skip_reason" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "maintenance_due_plan_id_asset_id_sequence_pk" PRIMARY KEY("plan_id","asset_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "maintenance_plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"asset_id" uuid,
	"asset_type_id" uuid,
	"site_id" uuid,
	"calendar_every" integer,
	"calendar_unit" text,
	"meter_every" numeric(12,1),
	"meter_kind" text,
	"mode" text NOT NULL,
	"starts_on" date NOT NULL,
	"meter_start" numeric(12,1) DEFAULT 0 NOT NULL,
	"tolerance" integer DEFAULT 10 NOT NULL,
	"lead_days" integer DEFAULT 7 NOT NULL,
	"months" integer[] DEFAULT '{}' NOT NULL,
	"working_days" boolean DEFAULT false NOT NULL,
	"priority" text NOT NULL,
	"levels" jsonb NOT NULL,
	"counts_from" timestamptz(3) NOT NULL,
	"paused_at" timestamptz(3),
	"pause_reason" text,
	"archived_at" timestamptz(3),
	"created_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "work_order" ADD COLUMN "plan_id" uuid;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_due" ADD CONSTRAINT "maintenance_due_plan_id_maintenance_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."maintenance_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_due" ADD CONSTRAINT "maintenance_due_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_due" ADD CONSTRAINT "maintenance_due_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_due" ADD CONSTRAINT "maintenance_due_skipped_by_person_id_fk" FOREIGN KEY ("skipped_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_plan" ADD CONSTRAINT "maintenance_plan_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_plan" ADD CONSTRAINT "maintenance_plan_asset_type_id_asset_type_id_fk" FOREIGN KEY ("asset_type_id") REFERENCES "public"."asset_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_plan" ADD CONSTRAINT "maintenance_plan_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_plan" ADD CONSTRAINT "maintenance_plan_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feed_token" ON "calendar_feed" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "maintenance_due_order" ON "maintenance_due" USING btree ("work_order_id") WHERE "maintenance_due"."work_order_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "maintenance_plan_asset" ON "maintenance_plan" USING btree ("asset_id") WHERE "maintenance_plan"."asset_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "maintenance_plan_type" ON "maintenance_plan" USING btree ("asset_type_id") WHERE "maintenance_plan"."asset_type_id" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "work_order_plan_open" ON "work_order" USING btree ("plan_id","asset_id") WHERE "work_order"."plan_id" IS NOT NULL AND "work_order"."status" IN ('PENDING','IN_PROGRESS','ON_HOLD');