CREATE TABLE "live_ticket" (
	"hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"expires_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channel_address" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"key" text NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"happening_id" uuid NOT NULL,
	"person_id" uuid,
	"channel" text NOT NULL,
	"address_id" uuid,
	"reminder" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'WAITING' NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"provider_id" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"settled_at" timestamptz(3),
	CONSTRAINT "delivery_once" UNIQUE NULLS NOT DISTINCT("happening_id","channel","reminder","person_id","address_id")
);
--> statement-breakpoint
CREATE TABLE "happening" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"key" text NOT NULL,
	"site_id" uuid,
	"params" jsonb NOT NULL,
	"path" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"acknowledged_at" timestamptz(3),
	"acknowledged_by" uuid,
	"escalations" integer DEFAULT 0 NOT NULL,
	"escalates_at" timestamptz(3),
	CONSTRAINT "happening_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"happening_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"read_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "notice_choice" (
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channels" text[] NOT NULL,
	CONSTRAINT "notice_choice_person_id_kind_pk" PRIMARY KEY("person_id","kind")
);
--> statement-breakpoint
CREATE TABLE "notice_setting" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"normal" text NOT NULL,
	"informative" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "backup" ADD COLUMN "job_id" uuid;--> statement-breakpoint
ALTER TABLE "live_ticket" ADD CONSTRAINT "live_ticket_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_address" ADD CONSTRAINT "channel_address_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_happening_id_happening_id_fk" FOREIGN KEY ("happening_id") REFERENCES "public"."happening"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "happening" ADD CONSTRAINT "happening_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "happening" ADD CONSTRAINT "happening_acknowledged_by_person_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_happening_id_happening_id_fk" FOREIGN KEY ("happening_id") REFERENCES "public"."happening"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_choice" ADD CONSTRAINT "notice_choice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_setting" ADD CONSTRAINT "notice_setting_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "channel_address_key" ON "channel_address" USING btree ("channel","key");--> statement-breakpoint
CREATE INDEX "channel_address_person" ON "channel_address" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "delivery_due" ON "delivery" USING btree ("channel","due_at") WHERE "delivery"."state" IN ('WAITING', 'SENDING');--> statement-breakpoint
CREATE INDEX "delivery_recent" ON "delivery" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "happening_escalates" ON "happening" USING btree ("escalates_at") WHERE "happening"."escalates_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "happening_age" ON "happening" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_once" ON "notice" USING btree ("happening_id","person_id");--> statement-breakpoint
CREATE INDEX "notice_person" ON "notice" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "notice_unread" ON "notice" USING btree ("person_id") WHERE "notice"."read_at" IS NULL;