CREATE TABLE "audit_entry" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"channel" text NOT NULL,
	"request_id" text NOT NULL,
	"action" text NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" text NOT NULL,
	"changes" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"id" integer PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counter" (
	"name" text PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"actor_id" uuid NOT NULL,
	"key" text NOT NULL,
	"command" text NOT NULL,
	"fingerprint" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_key_actor_id_key_command_pk" PRIMARY KEY("actor_id","key","command")
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_type" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"thumbnail_key" text,
	"width" integer,
	"height" integer,
	"created_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"removed_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "asset" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"type_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"parent_id" uuid,
	"make" text,
	"model" text,
	"year" integer,
	"serial_number" text,
	"plate" text,
	"criticality" text DEFAULT 'MEDIUM' NOT NULL,
	"commissioned_on" date,
	"notes" text,
	"photo_id" uuid,
	"fuel_level" integer,
	"fuel_at" timestamptz(3),
	"status" text DEFAULT 'OPERATING' NOT NULL,
	"status_since" timestamptz(3) NOT NULL,
	"status_reason" text,
	"km" numeric(12,1),
	"km_at" timestamptz(3),
	"hours" numeric(12,1),
	"hours_at" timestamptz(3),
	"archived_at" timestamptz(3),
	"import_id" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "asset_code_unique" UNIQUE("code"),
	CONSTRAINT "asset_serial_number_unique" UNIQUE("serial_number"),
	CONSTRAINT "asset_plate_unique" UNIQUE("plate")
);
--> statement-breakpoint
CREATE TABLE "asset_placement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asset_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"parent_id" uuid,
	"from_at" timestamptz(3) NOT NULL,
	"to_at" timestamptz(3),
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "asset_status" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asset_id" uuid NOT NULL,
	"status" text NOT NULL,
	"from_at" timestamptz(3) NOT NULL,
	"to_at" timestamptz(3),
	"reason" text,
	"work_order_id" uuid,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "asset_type" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name_es" text NOT NULL,
	"name_en" text NOT NULL,
	"predefined" boolean DEFAULT false NOT NULL,
	"has_km" boolean DEFAULT true NOT NULL,
	"has_hours" boolean DEFAULT true NOT NULL,
	"archived_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "asset_type_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "meter_reading" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asset_id" uuid NOT NULL,
	"meter" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"value" numeric(12,1) NOT NULL,
	"offset_value" numeric(12,1) DEFAULT 0 NOT NULL,
	"is_replacement" boolean DEFAULT false NOT NULL,
	"work_order_id" uuid,
	"note" text,
	"created_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"voided_at" timestamptz(3),
	"voided_by" uuid,
	"void_reason" text,
	"import_id" uuid
);
--> statement-breakpoint
CREATE TABLE "import_mapping" (
	"shape_hash" text PRIMARY KEY NOT NULL,
	"target" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_row_error" (
	"id" uuid PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL,
	"row_number" integer NOT NULL,
	"column_name" text,
	"code" text NOT NULL,
	"value" text
);
--> statement-breakpoint
CREATE TABLE "import_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"target" text NOT NULL,
	"status" text NOT NULL,
	"file_name" text NOT NULL,
	"storage_key" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"shape" jsonb NOT NULL,
	"shape_hash" text NOT NULL,
	"mapping" jsonb,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"row_count" integer,
	"result" jsonb,
	"error" text,
	"created_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"applied_at" timestamptz(3),
	"undone_at" timestamptz(3),
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "failure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asset_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"repaired_at" timestamptz(3),
	"coded" boolean NOT NULL,
	"down" "tstzmultirange" NOT NULL,
	"work" "tstzmultirange" NOT NULL,
	"down_ms" bigint NOT NULL,
	"work_ms" bigint NOT NULL,
	"from_at" timestamptz(3) NOT NULL,
	"to_at" timestamptz(3) NOT NULL,
	"order_ids" uuid[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kpi_dirty" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "kpi_dirty_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"asset_id" uuid NOT NULL,
	"since" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kpi_sum" (
	"asset_id" uuid NOT NULL,
	"grain" text NOT NULL,
	"first_day" date NOT NULL,
	"down_ms" bigint NOT NULL,
	"failures" integer NOT NULL,
	"failure_down_ms" bigint NOT NULL,
	"repair_ms" bigint NOT NULL,
	"repaired" integer NOT NULL,
	"coded" integer NOT NULL,
	"pm_inside" integer NOT NULL,
	"pm_closed" integer NOT NULL,
	"week_done" integer NOT NULL,
	"week_scheduled" integer NOT NULL,
	"completed" integer NOT NULL,
	"hours" numeric(8,2) NOT NULL,
	"planned_hours" numeric(8,2) NOT NULL,
	"reactive_hours" numeric(8,2) NOT NULL,
	"cost" bigint NOT NULL,
	"reported_failures" integer NOT NULL,
	"repeated" integer NOT NULL,
	CONSTRAINT "kpi_sum_asset_id_grain_first_day_pk" PRIMARY KEY("asset_id","grain","first_day")
);
--> statement-breakpoint
CREATE TABLE "hourly_rate" (
	"person_id" uuid NOT NULL,
	"valid_from" timestamptz(3) NOT NULL,
	"rate" bigint NOT NULL,
	CONSTRAINT "hourly_rate_person_id_valid_from_pk" PRIMARY KEY("person_id","valid_from")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"rut" text,
	"phone" text,
	"locale" text DEFAULT 'es-CL' NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"single_keys" boolean DEFAULT true NOT NULL,
	"password_hash" text,
	"must_change_password" boolean DEFAULT true NOT NULL,
	"totp_secret" text,
	"totp_enabled_at" timestamptz(3),
	"totp_last_step" integer,
	"recovery_hashes" text[] DEFAULT '{}' NOT NULL,
	"failed_logins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamptz(3),
	"skills" text[] DEFAULT '{}' NOT NULL,
	"hourly_rate" bigint DEFAULT 0 NOT NULL,
	"weekly_hours" numeric(8,2) DEFAULT 45 NOT NULL,
	"deactivated_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_site" (
	"person_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	CONSTRAINT "person_site_person_id_site_id_pk" PRIMARY KEY("person_id","site_id")
);
--> statement-breakpoint
CREATE TABLE "refresh_token" (
	"hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"used_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"user_agent" text NOT NULL,
	"ip" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"last_used_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"revoked_at" timestamptz(3),
	"revoked_reason" text
);
--> statement-breakpoint
CREATE TABLE "search_document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"site_id" uuid,
	"at" timestamptz(3) NOT NULL,
	"code" text NOT NULL,
	"plate" text,
	"serial" text,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_word" (
	"word" text PRIMARY KEY NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent_id" uuid,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"archived_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "site_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "failure_code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asset_type_id" uuid,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name_es" text NOT NULL,
	"name_en" text NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamptz(3),
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "labour_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"work_order_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"source" text NOT NULL,
	"from_at" timestamptz(3) NOT NULL,
	"to_at" timestamptz(3),
	"hours" numeric(8,2),
	"rate" bigint NOT NULL,
	"cost" bigint DEFAULT 0 NOT NULL,
	"note" text,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_type" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name_es" text NOT NULL,
	"name_en" text NOT NULL,
	"category" text NOT NULL,
	"requires_approval" boolean DEFAULT false NOT NULL,
	"predefined" boolean DEFAULT false NOT NULL,
	"archived_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "order_type_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"filter" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"work_order_id" uuid NOT NULL,
	"description" text NOT NULL,
	"supplier" text,
	"cost" bigint NOT NULL,
	"created_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "work_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"asset_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	"category" text NOT NULL,
	"priority" text NOT NULL,
	"status" text DEFAULT 'PENDING' NOT NULL,
	"hold_reason" text,
	"status_reason" text,
	"assignee_id" uuid,
	"created_by" uuid,
	"origin" text DEFAULT 'MANUAL' NOT NULL,
	"approved_at" timestamptz(3),
	"approved_by" uuid,
	"requires_approval" boolean DEFAULT false NOT NULL,
	"reported_at" timestamptz(3) NOT NULL,
	"scheduled_on" date,
	"scheduled_at" timestamptz(3),
	"due_at" timestamptz(3),
	"window_from" timestamptz(3),
	"window_to" timestamptz(3),
	"started_at" timestamptz(3),
	"completed_at" timestamptz(3),
	"closed_at" timestamptz(3),
	"cancelled_at" timestamptz(3),
	"duplicate_of_id" uuid,
	"estimated_hours" numeric(8,2),
	"hours_worked" numeric(8,2) DEFAULT 0 NOT NULL,
	"downtime_from" timestamptz(3),
	"downtime_to" timestamptz(3),
	"completion_notes" text,
	"system" text,
	"failure_mode_id" uuid,
	"failure_cause_id" uuid,
	"failure_action_id" uuid,
	"labour_cost" bigint DEFAULT 0 NOT NULL,
	"parts_cost" bigint DEFAULT 0 NOT NULL,
	"service_cost" bigint DEFAULT 0 NOT NULL,
	"import_id" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"updated_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "work_order_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "work_order_comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"work_order_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "work_order_status" (
	"id" uuid PRIMARY KEY NOT NULL,
	"work_order_id" uuid NOT NULL,
	"status" text NOT NULL,
	"hold_reason" text,
	"reason" text,
	"from_at" timestamptz(3) NOT NULL,
	"to_at" timestamptz(3),
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "work_order_task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"work_order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"done_at" timestamptz(3),
	"done_by" uuid
);
--> statement-breakpoint
ALTER TABLE "file" ADD CONSTRAINT "file_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset" ADD CONSTRAINT "asset_type_id_asset_type_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."asset_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset" ADD CONSTRAINT "asset_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset" ADD CONSTRAINT "asset_parent_id_asset_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset" ADD CONSTRAINT "asset_import_id_import_run_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset_placement" ADD CONSTRAINT "asset_placement_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset_placement" ADD CONSTRAINT "asset_placement_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset_placement" ADD CONSTRAINT "asset_placement_parent_id_asset_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset_placement" ADD CONSTRAINT "asset_placement_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset_status" ADD CONSTRAINT "asset_status_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset_status" ADD CONSTRAINT "asset_status_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter_reading" ADD CONSTRAINT "meter_reading_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter_reading" ADD CONSTRAINT "meter_reading_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter_reading" ADD CONSTRAINT "meter_reading_voided_by_person_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter_reading" ADD CONSTRAINT "meter_reading_import_id_import_run_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row_error" ADD CONSTRAINT "import_row_error_import_id_import_run_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "failure" ADD CONSTRAINT "failure_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_sum" ADD CONSTRAINT "kpi_sum_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hourly_rate" ADD CONSTRAINT "hourly_rate_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_site" ADD CONSTRAINT "person_site_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_site" ADD CONSTRAINT "person_site_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site" ADD CONSTRAINT "site_parent_id_site_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "failure_code" ADD CONSTRAINT "failure_code_asset_type_id_asset_type_id_fk" FOREIGN KEY ("asset_type_id") REFERENCES "public"."asset_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labour_entry" ADD CONSTRAINT "labour_entry_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labour_entry" ADD CONSTRAINT "labour_entry_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_line" ADD CONSTRAINT "service_line_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_line" ADD CONSTRAINT "service_line_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_type_id_order_type_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."order_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_assignee_id_person_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_approved_by_person_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_duplicate_of_id_work_order_id_fk" FOREIGN KEY ("duplicate_of_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_failure_mode_id_failure_code_id_fk" FOREIGN KEY ("failure_mode_id") REFERENCES "public"."failure_code"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_failure_cause_id_failure_code_id_fk" FOREIGN KEY ("failure_cause_id") REFERENCES "public"."failure_code"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_failure_action_id_failure_code_id_fk" FOREIGN KEY ("failure_action_id") REFERENCES "public"."failure_code"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_import_id_import_run_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_comment" ADD CONSTRAINT "work_order_comment_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_comment" ADD CONSTRAINT "work_order_comment_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_status" ADD CONSTRAINT "work_order_status_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_status" ADD CONSTRAINT "work_order_status_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_task" ADD CONSTRAINT "work_order_task_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_task" ADD CONSTRAINT "work_order_task_done_by_person_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entry_entity" ON "audit_entry" USING btree ("entity_type","entity_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entry_at" ON "audit_entry" USING btree ("at");--> statement-breakpoint
CREATE INDEX "idempotency_key_age" ON "idempotency_key" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "file_owner" ON "file" USING btree ("owner_type","owner_id") WHERE "file"."removed_at" IS NULL;--> statement-breakpoint
CREATE INDEX "asset_site" ON "asset" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "asset_type_of" ON "asset" USING btree ("type_id");--> statement-breakpoint
CREATE INDEX "asset_parent" ON "asset" USING btree ("parent_id") WHERE "asset"."parent_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "asset_not_operating" ON "asset" USING btree ("status") WHERE "asset"."status" <> 'OPERATING';--> statement-breakpoint
CREATE INDEX "asset_import" ON "asset" USING btree ("import_id") WHERE "asset"."import_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "asset_placement_asset" ON "asset_placement" USING btree ("asset_id","from_at");--> statement-breakpoint
CREATE INDEX "asset_placement_parent" ON "asset_placement" USING btree ("parent_id","from_at") WHERE "asset_placement"."parent_id" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "asset_placement_open" ON "asset_placement" USING btree ("asset_id") WHERE "asset_placement"."to_at" IS NULL;--> statement-breakpoint
CREATE INDEX "asset_status_asset" ON "asset_status" USING btree ("asset_id","from_at");--> statement-breakpoint
CREATE UNIQUE INDEX "asset_status_open" ON "asset_status" USING btree ("asset_id") WHERE "asset_status"."to_at" IS NULL;--> statement-breakpoint
CREATE INDEX "meter_reading_asset" ON "meter_reading" USING btree ("asset_id","meter","at");--> statement-breakpoint
CREATE UNIQUE INDEX "meter_reading_instant" ON "meter_reading" USING btree ("asset_id","meter","at") WHERE "meter_reading"."voided_at" IS NULL;--> statement-breakpoint
CREATE INDEX "import_row_error_import" ON "import_row_error" USING btree ("import_id","row_number");--> statement-breakpoint
CREATE INDEX "import_run_created" ON "import_run" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "failure_asset" ON "failure" USING btree ("asset_id","at");--> statement-breakpoint
CREATE INDEX "failure_span" ON "failure" USING gist (tstzrange("from_at", "to_at", '[]'));--> statement-breakpoint
CREATE INDEX "kpi_sum_first" ON "kpi_sum" USING btree ("grain","first_day");--> statement-breakpoint
CREATE UNIQUE INDEX "person_email" ON "person" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "person_rut" ON "person" USING btree ("rut") WHERE "person"."rut" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "person_site_site" ON "person_site" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "refresh_token_session" ON "refresh_token" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "search_document_code" ON "search_document" USING btree ("code" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_document_plate" ON "search_document" USING btree ("plate" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_document_serial" ON "search_document" USING btree ("serial" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "search_document_recent" ON "search_document" USING btree ("kind","at");--> statement-breakpoint
CREATE INDEX "search_document_order_words" ON "search_document" USING gin ("words") WHERE "search_document"."kind" = 'workOrder';--> statement-breakpoint
CREATE INDEX "search_document_other_words" ON "search_document" USING gin ("words") WHERE "search_document"."kind" <> 'workOrder';--> statement-breakpoint
CREATE INDEX "search_word_similar" ON "search_word" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_word_prefix" ON "search_word" USING btree ("word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "site_parent" ON "site" USING btree ("parent_id") WHERE "site"."parent_id" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "failure_code_code" ON "failure_code" USING btree (coalesce("asset_type_id", '00000000-0000-0000-0000-000000000000'),"kind","code");--> statement-breakpoint
CREATE INDEX "labour_entry_order" ON "labour_entry" USING btree ("work_order_id");--> statement-breakpoint
CREATE INDEX "labour_entry_person" ON "labour_entry" USING btree ("person_id","from_at");--> statement-breakpoint
CREATE UNIQUE INDEX "labour_entry_running" ON "labour_entry" USING btree ("person_id") WHERE "labour_entry"."to_at" IS NULL;--> statement-breakpoint
CREATE INDEX "saved_view_person" ON "saved_view" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "service_line_order" ON "service_line" USING btree ("work_order_id");--> statement-breakpoint
CREATE INDEX "work_order_asset" ON "work_order" USING btree ("asset_id","reported_at");--> statement-breakpoint
CREATE INDEX "work_order_site_reported" ON "work_order" USING btree ("site_id","reported_at","id");--> statement-breakpoint
CREATE INDEX "work_order_reported" ON "work_order" USING btree ("reported_at","id");--> statement-breakpoint
CREATE INDEX "work_order_status_reported" ON "work_order" USING btree ("status","reported_at","id");--> statement-breakpoint
CREATE INDEX "work_order_updated" ON "work_order" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "work_order_due" ON "work_order" USING btree (coalesce("due_at", 'infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "work_order_completed" ON "work_order" USING btree (coalesce("completed_at", 'infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "work_order_priority" ON "work_order" USING btree (array_position(ARRAY['LOW','MEDIUM','HIGH','URGENT'], "priority"),"id");--> statement-breakpoint
CREATE INDEX "work_order_assignee" ON "work_order" USING btree ("assignee_id","status") WHERE "work_order"."assignee_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "work_order_created_by" ON "work_order" USING btree ("created_by") WHERE "work_order"."created_by" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "work_order_duplicate" ON "work_order" USING btree ("duplicate_of_id") WHERE "work_order"."duplicate_of_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "work_order_scheduled" ON "work_order" USING btree ("scheduled_on") WHERE "work_order"."scheduled_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "work_order_open_reported" ON "work_order" USING btree ("reported_at","id") WHERE "work_order"."status" IN ('PENDING','IN_PROGRESS','ON_HOLD');--> statement-breakpoint
CREATE INDEX "work_order_open_due" ON "work_order" USING btree (coalesce("due_at", 'infinity'::timestamptz),"id") WHERE "work_order"."status" IN ('PENDING','IN_PROGRESS','ON_HOLD');--> statement-breakpoint
CREATE INDEX "work_order_open_priority" ON "work_order" USING btree (array_position(ARRAY['LOW','MEDIUM','HIGH','URGENT'], "priority"),"id") WHERE "work_order"."status" IN ('PENDING','IN_PROGRESS','ON_HOLD');--> statement-breakpoint
CREATE INDEX "work_order_text" ON "work_order" USING gin (search_text("number", "title") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "work_order_import" ON "work_order" USING btree ("import_id") WHERE "work_order"."import_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "work_order_comment_order" ON "work_order_comment" USING btree ("work_order_id","created_at");--> statement-breakpoint
CREATE INDEX "work_order_status_order" ON "work_order_status" USING btree ("work_order_id","from_at");--> statement-breakpoint
CREATE UNIQUE INDEX "work_order_status_open" ON "work_order_status" USING btree ("work_order_id") WHERE "work_order_status"."to_at" IS NULL;--> statement-breakpoint
CREATE INDEX "work_order_task_order" ON "work_order_task" USING btree ("work_order_id","position");