CREATE TABLE "job_schedule" (
	"name" text PRIMARY KEY NOT NULL,
	"cron" text NOT NULL,
	"paused_at" timestamptz(3),
	"paused_by" uuid
);
