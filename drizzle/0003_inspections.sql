CREATE TABLE "checklist" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"asset_type_id" uuid NOT NULL,
	"predefined" boolean DEFAULT false NOT NULL,
	"archived_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "checklist_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "checklist_revision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"checklist_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"name_es" text NOT NULL,
	"name_en" text,
	"sections" jsonb NOT NULL,
	"points" integer NOT NULL,
	"published_by" uuid,
	"published_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspection" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"draft_id" uuid,
	"asset_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"inspector_id" uuid NOT NULL,
	"submitted_by" uuid NOT NULL,
	"started_at" timestamptz(3) NOT NULL,
	"finished_at" timestamptz(3) NOT NULL,
	"submitted_at" timestamptz(3) NOT NULL,
	"answers" jsonb NOT NULL,
	"section_times" jsonb NOT NULL,
	"hurried_sections" integer DEFAULT 0 NOT NULL,
	"readings" jsonb NOT NULL,
	"no_reading_reason" text,
	"signature_kind" text NOT NULL,
	"signature_name" text NOT NULL,
	"signature_file_id" uuid,
	"total" integer NOT NULL,
	"passed" integer NOT NULL,
	"score" numeric(4, 1) NOT NULL,
	"verdict" text NOT NULL,
	"cleared" boolean NOT NULL,
	"work_order_id" uuid,
	"corrects_id" uuid,
	"correction_reason" text,
	"hash" text NOT NULL,
	CONSTRAINT "inspection_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "inspection_failure" (
	"inspection_id" uuid NOT NULL,
	"point_id" text NOT NULL,
	"es" text NOT NULL,
	"en" text,
	"critical" boolean NOT NULL,
	"severity" text NOT NULL,
	CONSTRAINT "inspection_failure_inspection_id_point_id_pk" PRIMARY KEY("inspection_id","point_id")
);
--> statement-breakpoint
CREATE TABLE "inspection_photo" (
	"inspection_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"point_id" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "inspection_photo_inspection_id_file_id_pk" PRIMARY KEY("inspection_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_asset_type_id_asset_type_id_fk" FOREIGN KEY ("asset_type_id") REFERENCES "public"."asset_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_revision" ADD CONSTRAINT "checklist_revision_checklist_id_checklist_id_fk" FOREIGN KEY ("checklist_id") REFERENCES "public"."checklist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_revision" ADD CONSTRAINT "checklist_revision_published_by_person_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_revision_id_checklist_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."checklist_revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_inspector_id_person_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_submitted_by_person_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_signature_file_id_file_id_fk" FOREIGN KEY ("signature_file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_corrects_id_inspection_id_fk" FOREIGN KEY ("corrects_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_failure" ADD CONSTRAINT "inspection_failure_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_photo" ADD CONSTRAINT "inspection_photo_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_photo" ADD CONSTRAINT "inspection_photo_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "checklist_revision_number" ON "checklist_revision" USING btree ("checklist_id","revision");--> statement-breakpoint
CREATE UNIQUE INDEX "inspection_draft" ON "inspection" USING btree ("inspector_id","draft_id") WHERE "inspection"."draft_id" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "inspection_corrects" ON "inspection" USING btree ("corrects_id") WHERE "inspection"."corrects_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "inspection_finished" ON "inspection" USING btree ("finished_at","id");--> statement-breakpoint
CREATE INDEX "inspection_asset" ON "inspection" USING btree ("asset_id","finished_at","id");--> statement-breakpoint
CREATE INDEX "inspection_site" ON "inspection" USING btree ("site_id","finished_at","id");--> statement-breakpoint
CREATE INDEX "inspection_inspector" ON "inspection" USING btree ("inspector_id","finished_at","id");--> statement-breakpoint
CREATE INDEX "inspection_revision" ON "inspection" USING btree ("revision_id");--> statement-breakpoint
CREATE INDEX "inspection_work_order" ON "inspection" USING btree ("work_order_id") WHERE "inspection"."work_order_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "inspection_photo_content" ON "inspection_photo" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "inspection_photo_file" ON "inspection_photo" USING btree ("file_id");