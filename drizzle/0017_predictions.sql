CREATE TABLE "parameter_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prediction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"asset_id" uuid NOT NULL,
	"system" text DEFAULT '' NOT NULL,
	"horizon" integer NOT NULL,
	"model_id" uuid NOT NULL,
	"probability" double precision,
	"score" double precision NOT NULL,
	"risk_class" text,
	"alike_rows" integer,
	"observed" double precision,
	"low" double precision,
	"high" double precision,
	"reasons" jsonb NOT NULL,
	"is_demo" boolean NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prediction_alert" (
	"id" uuid PRIMARY KEY NOT NULL,
	"asset_id" uuid NOT NULL,
	"system" text DEFAULT '' NOT NULL,
	"day" date NOT NULL,
	"raised_at" timestamptz(3) NOT NULL,
	"horizon" integer NOT NULL,
	"until_at" timestamptz(3) NOT NULL,
	"model_id" uuid NOT NULL,
	"probability" double precision,
	"risk_class" text,
	"reasons" jsonb NOT NULL,
	"is_demo" boolean NOT NULL,
	"advice" text NOT NULL,
	"advice_reason" text,
	"decided_by" uuid,
	"decided_at" timestamptz(3),
	"work_order_id" uuid,
	"outcome" text,
	"outcome_note" text,
	"outcome_by" uuid,
	"outcome_at" timestamptz(3),
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prediction_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"asset_ids" uuid[] NOT NULL,
	"finished_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "prediction_model" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"cause" text NOT NULL,
	"requested_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"started_at" timestamptz(3),
	"finished_at" timestamptz(3),
	"touched_at" timestamptz(3),
	"cancel_requested_at" timestamptz(3),
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"seed" integer NOT NULL,
	"parameters" jsonb NOT NULL,
	"code_version" text NOT NULL,
	"data_hash" text,
	"summary" jsonb,
	"artefact_file" text,
	"artefact_hash" text,
	"is_demo" boolean DEFAULT false NOT NULL,
	"error" jsonb,
	"broken_at" timestamptz(3),
	"broken_reason" text,
	"drift" jsonb
);
--> statement-breakpoint
CREATE TABLE "prediction_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"model_id" uuid NOT NULL,
	"batches" integer NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"finished_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "parameter_change" ADD CONSTRAINT "parameter_change_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction" ADD CONSTRAINT "prediction_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction" ADD CONSTRAINT "prediction_model_id_prediction_model_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."prediction_model"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction_alert" ADD CONSTRAINT "prediction_alert_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction_alert" ADD CONSTRAINT "prediction_alert_model_id_prediction_model_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."prediction_model"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction_alert" ADD CONSTRAINT "prediction_alert_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction_alert" ADD CONSTRAINT "prediction_alert_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction_alert" ADD CONSTRAINT "prediction_alert_outcome_by_person_id_fk" FOREIGN KEY ("outcome_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction_batch" ADD CONSTRAINT "prediction_batch_run_id_prediction_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."prediction_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction_model" ADD CONSTRAINT "prediction_model_requested_by_person_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prediction_run" ADD CONSTRAINT "prediction_run_model_id_prediction_model_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."prediction_model"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "parameter_change_key" ON "parameter_change" USING btree ("key","changed_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "prediction_subject_day" ON "prediction" USING btree ("asset_id","system","horizon","day");--> statement-breakpoint
CREATE INDEX "prediction_day" ON "prediction" USING btree ("day","horizon","score","id");--> statement-breakpoint
CREATE INDEX "prediction_alert_raised" ON "prediction_alert" USING btree ("raised_at","id");--> statement-breakpoint
CREATE INDEX "prediction_alert_subject" ON "prediction_alert" USING btree ("asset_id","system","raised_at");--> statement-breakpoint
CREATE UNIQUE INDEX "prediction_alert_order" ON "prediction_alert" USING btree ("work_order_id") WHERE "prediction_alert"."work_order_id" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "prediction_alert_open" ON "prediction_alert" USING btree ("asset_id","system") WHERE "prediction_alert"."outcome" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "prediction_batch_number" ON "prediction_batch" USING btree ("run_id","number");--> statement-breakpoint
CREATE INDEX "prediction_model_created" ON "prediction_model" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "prediction_model_running" ON "prediction_model" USING btree ((true)) WHERE "prediction_model"."state" IN ('QUEUED','RUNNING');--> statement-breakpoint
CREATE UNIQUE INDEX "prediction_run_day" ON "prediction_run" USING btree ("day","model_id");--> statement-breakpoint
-- What held at any time can be read back: changes are added, never edited.
CREATE TRIGGER parameter_change_immutable BEFORE UPDATE OR DELETE ON parameter_change
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
