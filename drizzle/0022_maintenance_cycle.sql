CREATE TABLE "stock_refusal" (
	"work_order_id" uuid NOT NULL,
	"part_id" uuid NOT NULL,
	"refused_on" date NOT NULL,
	"site_id" uuid NOT NULL,
	"wanted" numeric(14,3) NOT NULL,
	"on_hand" numeric(14,3) NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"created_by" uuid,
	"idempotency_key" text,
	CONSTRAINT "stock_refusal_work_order_id_part_id_refused_on_pk" PRIMARY KEY("work_order_id","part_id","refused_on")
);
--> statement-breakpoint
ALTER TABLE "stock_refusal" ADD CONSTRAINT "stock_refusal_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_refusal" ADD CONSTRAINT "stock_refusal_part_id_part_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."part"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_refusal" ADD CONSTRAINT "stock_refusal_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_refusal" ADD CONSTRAINT "stock_refusal_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_refusal_at" ON "stock_refusal" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_refusal_request" ON "stock_refusal" USING btree ("created_by","idempotency_key");--> statement-breakpoint
-- Services of plans name the parts they take: those written before name none.
UPDATE maintenance_plan SET levels = (
  SELECT jsonb_agg(jsonb_build_object('parts', '[]'::jsonb) || l.level ORDER BY l.at)
  FROM jsonb_array_elements(levels) WITH ORDINALITY AS l(level, at));
