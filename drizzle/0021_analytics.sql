CREATE TABLE "page_step_count" (
	"day" date NOT NULL,
	"from_page" text NOT NULL,
	"page" text NOT NULL,
	"views" integer NOT NULL,
	CONSTRAINT "page_step_count_day_from_page_page_pk" PRIMARY KEY("day","from_page","page"),
	CONSTRAINT "page_step_count_positive" CHECK ("page_step_count"."views" > 0)
);
--> statement-breakpoint
CREATE TABLE "page_view_count" (
	"day" date NOT NULL,
	"page" text NOT NULL,
	"device" text NOT NULL,
	"language" text NOT NULL,
	"country" text NOT NULL,
	"views" integer NOT NULL,
	CONSTRAINT "page_view_count_day_page_device_language_country_pk" PRIMARY KEY("day","page","device","language","country"),
	CONSTRAINT "page_view_count_positive" CHECK ("page_view_count"."views" > 0)
);
--> statement-breakpoint
CREATE TABLE "script_error" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"kind" text NOT NULL,
	"message" text NOT NULL,
	"source" text NOT NULL,
	"stack" text NOT NULL,
	"page" text NOT NULL,
	"count" integer NOT NULL,
	"first_seen_at" timestamptz(3) NOT NULL,
	"last_seen_at" timestamptz(3) NOT NULL,
	"first_release" text NOT NULL,
	"last_release" text NOT NULL,
	CONSTRAINT "script_error_fingerprint" UNIQUE("fingerprint"),
	CONSTRAINT "script_error_positive" CHECK ("script_error"."count" > 0)
);
--> statement-breakpoint
CREATE TABLE "web_vital_count" (
	"day" date NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"bucket" integer NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "web_vital_count_day_page_name_bucket_pk" PRIMARY KEY("day","page","name","bucket"),
	CONSTRAINT "web_vital_count_positive" CHECK ("web_vital_count"."n" > 0)
);
--> statement-breakpoint
CREATE INDEX "script_error_seen" ON "script_error" USING btree ("last_seen_at","id");