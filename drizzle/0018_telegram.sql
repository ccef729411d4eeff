CREATE TABLE "telegram_code" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	CONSTRAINT "telegram_code_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "telegram_conversation" (
	"chat_id" bigint PRIMARY KEY NOT NULL,
	"state" jsonb NOT NULL,
	"update_id" bigint NOT NULL,
	"expires_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "telegram_guess" (
	"id" uuid PRIMARY KEY NOT NULL,
	"chat_id" bigint NOT NULL,
	"at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "telegram_link" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"chat_id" bigint NOT NULL,
	"name" text NOT NULL,
	"linked_at" timestamptz(3) NOT NULL,
	CONSTRAINT "telegram_link_chat_id_unique" UNIQUE("chat_id")
);
--> statement-breakpoint
CREATE TABLE "telegram_update" (
	"id" bigint PRIMARY KEY NOT NULL,
	"payload" jsonb,
	"received_at" timestamptz(3) NOT NULL,
	"claimed_at" timestamptz(3) NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"done_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "telegram_code" ADD CONSTRAINT "telegram_code_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telegram_link" ADD CONSTRAINT "telegram_link_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "telegram_guess_at" ON "telegram_guess" USING btree ("at");--> statement-breakpoint
CREATE INDEX "telegram_update_open" ON "telegram_update" USING btree ("claimed_at") WHERE "telegram_update"."done_at" IS NULL;--> statement-breakpoint
CREATE INDEX "telegram_update_age" ON "telegram_update" USING btree ("received_at");