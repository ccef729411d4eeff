CREATE TABLE "security_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"kind" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"ip" text NOT NULL,
	"person_id" uuid,
	"subject" text,
	"route" text NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "backup" (
	"id" uuid PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"status" text NOT NULL,
	"started_at" timestamptz(3) NOT NULL,
	"finished_at" timestamptz(3),
	"name" text NOT NULL,
	"size" bigint,
	"sha256" text,
	"counts" jsonb,
	"files" integer,
	"copied" boolean DEFAULT false NOT NULL,
	"error" text,
	"removed_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "backup_drill" (
	"id" uuid PRIMARY KEY NOT NULL,
	"backup_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"passed" boolean NOT NULL,
	"ms" integer NOT NULL,
	"tables" integer NOT NULL,
	"rows" bigint NOT NULL,
	"files" integer NOT NULL,
	"error" text
);
--> statement-breakpoint
ALTER TABLE "backup_drill" ADD CONSTRAINT "backup_drill_backup_id_backup_id_fk" FOREIGN KEY ("backup_id") REFERENCES "public"."backup"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "security_event_at" ON "security_event" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "backup_started" ON "backup" USING btree ("started_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "backup_running" ON "backup" USING btree ((true)) WHERE "backup"."status" = 'RUNNING';--> statement-breakpoint
CREATE INDEX "backup_drill_backup" ON "backup_drill" USING btree ("backup_id","at");