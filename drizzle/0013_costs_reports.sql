CREATE TABLE "outgoing_mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recipients" text[] NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"attachments" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"next_attempt_at" timestamptz(3),
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamptz(3),
	"failed_at" timestamptz(3),
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "budget" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"version" integer NOT NULL,
	"months" bigint[] NOT NULL,
	"note" text,
	"created_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"saved_report_id" uuid NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"mail_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_schedule" (
	"saved_report_id" uuid PRIMARY KEY NOT NULL,
	"frequency" text NOT NULL,
	"weekday" integer,
	"day" integer,
	"time" text NOT NULL,
	"recipients" text[] NOT NULL,
	"next_at" timestamptz(3) NOT NULL,
	"last_at" timestamptz(3),
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "saved_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"report" text NOT NULL,
	"group_by" text,
	"site_id" uuid,
	"type_id" uuid,
	"asset_id" uuid,
	"period" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
-- Sums can be had again: the next refresh computes them with their new columns.
DELETE FROM "kpi_sum";--> statement-breakpoint
DELETE FROM "setting" WHERE "key" = 'kpi';--> statement-breakpoint
ALTER TABLE "kpi_sum" ADD COLUMN "labour_cost" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "kpi_sum" ADD COLUMN "parts_cost" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "kpi_sum" ADD COLUMN "service_cost" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "budget" ADD CONSTRAINT "budget_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget" ADD CONSTRAINT "budget_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_delivery" ADD CONSTRAINT "report_delivery_saved_report_id_saved_report_id_fk" FOREIGN KEY ("saved_report_id") REFERENCES "public"."saved_report"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_schedule" ADD CONSTRAINT "report_schedule_saved_report_id_saved_report_id_fk" FOREIGN KEY ("saved_report_id") REFERENCES "public"."saved_report"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_type_id_asset_type_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."asset_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outgoing_mail_due" ON "outgoing_mail" USING btree (coalesce("next_attempt_at", "created_at")) WHERE "outgoing_mail"."sent_at" IS NULL AND "outgoing_mail"."failed_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "budget_version" ON "budget" USING btree ("site_id","year","version");--> statement-breakpoint
CREATE UNIQUE INDEX "report_delivery_once" ON "report_delivery" USING btree ("saved_report_id","due_at");--> statement-breakpoint
CREATE INDEX "report_schedule_next" ON "report_schedule" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "saved_report_owner" ON "saved_report" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "saved_report_shared" ON "saved_report" USING btree ("shared") WHERE "saved_report"."shared";--> statement-breakpoint
CREATE INDEX "labour_entry_from" ON "labour_entry" USING btree ("from_at");--> statement-breakpoint
CREATE INDEX "work_order_status_waiting" ON "work_order_status" USING btree ("from_at") WHERE "work_order_status"."hold_reason" = 'PARTS';