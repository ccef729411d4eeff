CREATE TABLE "document_reminder" (
	"document_id" uuid NOT NULL,
	"days" integer NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "document_reminder_document_id_days_pk" PRIMARY KEY("document_id","days")
);
--> statement-breakpoint
CREATE TABLE "document_type" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name_es" text NOT NULL,
	"name_en" text NOT NULL,
	"subject" text NOT NULL,
	"critical" boolean NOT NULL,
	"required" boolean DEFAULT false NOT NULL,
	"has_classes" boolean DEFAULT false NOT NULL,
	"rules" jsonb NOT NULL,
	"predefined" boolean DEFAULT false NOT NULL,
	"archived_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "document_type_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type_id" uuid NOT NULL,
	"asset_id" uuid,
	"person_id" uuid,
	"number" text,
	"classes" text[] DEFAULT '{}' NOT NULL,
	"issued_on" date NOT NULL,
	"expires_on" date,
	"note" text,
	"renews_id" uuid,
	"created_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"voided_at" timestamptz(3),
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "document_subject" CHECK (("document"."asset_id" IS NULL) <> ("document"."person_id" IS NULL)),
	CONSTRAINT "document_dates" CHECK ("document"."expires_on" >= "document"."issued_on")
);
--> statement-breakpoint
CREATE TABLE "readiness_override" (
	"id" uuid PRIMARY KEY NOT NULL,
	"work_order_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "document_reminder" ADD CONSTRAINT "document_reminder_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_type_id_document_type_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."document_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_renews_id_document_id_fk" FOREIGN KEY ("renews_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_voided_by_person_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readiness_override" ADD CONSTRAINT "readiness_override_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readiness_override" ADD CONSTRAINT "readiness_override_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_asset" ON "document" USING btree ("asset_id") WHERE "document"."asset_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "document_person" ON "document" USING btree ("person_id") WHERE "document"."person_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "document_expiry" ON "document" USING btree ("expires_on") WHERE "document"."voided_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "document_renews" ON "document" USING btree ("renews_id") WHERE "document"."voided_at" IS NULL;--> statement-breakpoint
CREATE INDEX "readiness_override_order" ON "readiness_override" USING btree ("work_order_id");