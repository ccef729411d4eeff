CREATE TABLE "oidc_attempt" (
	"hash" text PRIMARY KEY NOT NULL,
	"next" text NOT NULL,
	"started_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_identity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"email" text NOT NULL,
	"linked_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "method" text DEFAULT 'password' NOT NULL;--> statement-breakpoint
ALTER TABLE "person_identity" ADD CONSTRAINT "person_identity_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "person_identity_subject" ON "person_identity" USING btree ("issuer","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "person_identity_person" ON "person_identity" USING btree ("person_id","issuer");