CREATE TABLE "part" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"description" text NOT NULL,
	"unit" text NOT NULL,
	"supplier_id" uuid,
	"supplier_number" text,
	"lead_time_days" integer,
	"notes" text,
	"archived_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "part_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "part_asset_type" (
	"part_id" uuid NOT NULL,
	"asset_type_id" uuid NOT NULL,
	CONSTRAINT "part_asset_type_part_id_asset_type_id_pk" PRIMARY KEY("part_id","asset_type_id")
);
--> statement-breakpoint
CREATE TABLE "part_equivalent" (
	"lower_id" uuid NOT NULL,
	"upper_id" uuid NOT NULL,
	CONSTRAINT "part_equivalent_lower_id_upper_id_pk" PRIMARY KEY("lower_id","upper_id"),
	CONSTRAINT "part_equivalent_order" CHECK ("part_equivalent"."lower_id" < "part_equivalent"."upper_id")
);
--> statement-breakpoint
CREATE TABLE "part_stock" (
	"part_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"bin" text,
	"min_stock" numeric(14,3) DEFAULT 0 NOT NULL,
	"reorder_point" numeric(14,3) DEFAULT 0 NOT NULL,
	"on_hand" numeric(14,3) DEFAULT 0 NOT NULL,
	"value" numeric(24,6) DEFAULT 0 NOT NULL,
	CONSTRAINT "part_stock_part_id_site_id_pk" PRIMARY KEY("part_id","site_id"),
	CONSTRAINT "part_stock_never_negative" CHECK ("part_stock"."on_hand" >= 0 AND "part_stock"."value" >= 0),
	CONSTRAINT "part_stock_empty_is_worthless" CHECK ("part_stock"."on_hand" > 0 OR "part_stock"."value" = 0)
);
--> statement-breakpoint
CREATE TABLE "purchase" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_number" text NOT NULL,
	"number" text,
	"status" text DEFAULT 'REQUESTED' NOT NULL,
	"site_id" uuid NOT NULL,
	"supplier_id" uuid,
	"note" text,
	"status_reason" text,
	"total" bigint DEFAULT 0 NOT NULL,
	"expected_on" date,
	"requested_by" uuid,
	"requested_at" timestamptz(3) NOT NULL,
	"ordered_by" uuid,
	"ordered_at" timestamptz(3),
	"approved_by" uuid,
	"approved_at" timestamptz(3),
	"ended_at" timestamptz(3),
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "purchase_request_number_unique" UNIQUE("request_number"),
	CONSTRAINT "purchase_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "purchase_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purchase_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"part_id" uuid NOT NULL,
	"quantity" numeric(14,3) NOT NULL,
	"unit_price" bigint,
	"received" numeric(14,3) DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stock_count" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"site_id" uuid NOT NULL,
	"status" text DEFAULT 'OPEN' NOT NULL,
	"created_by" uuid,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamptz(3),
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "stock_count_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "stock_count_line" (
	"count_id" uuid NOT NULL,
	"part_id" uuid NOT NULL,
	"counted" numeric(14,3),
	"expected" numeric(14,3),
	"counted_by" uuid,
	"counted_at" timestamptz(3),
	CONSTRAINT "stock_count_line_count_id_part_id_pk" PRIMARY KEY("count_id","part_id")
);
--> statement-breakpoint
CREATE TABLE "stock_movement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"part_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"quantity" numeric(14,3) NOT NULL,
	"value" numeric(24,6) NOT NULL,
	"balance" numeric(14,3) NOT NULL,
	"reason" text,
	"document" text,
	"work_order_id" uuid,
	"purchase_line_id" uuid,
	"count_id" uuid,
	"at" timestamptz(3) NOT NULL,
	"created_by" uuid,
	CONSTRAINT "stock_movement_order" CHECK (("stock_movement"."kind" IN ('ISSUE','RETURN')) = ("stock_movement"."work_order_id" IS NOT NULL)),
	CONSTRAINT "stock_movement_reason" CHECK ("stock_movement"."kind" <> 'ADJUSTMENT' OR "stock_movement"."reason" IS NOT NULL),
	CONSTRAINT "stock_movement_sign" CHECK (CASE WHEN "stock_movement"."kind" IN ('ISSUE','TRANSFER_OUT') THEN "stock_movement"."quantity" < 0 AND "stock_movement"."value" <= 0
        WHEN "stock_movement"."kind" = 'ADJUSTMENT' THEN "stock_movement"."quantity" <> 0 AND sign("stock_movement"."value") IN (0, sign("stock_movement"."quantity"))
        ELSE "stock_movement"."quantity" > 0 AND "stock_movement"."value" >= 0 END)
);
--> statement-breakpoint
CREATE TABLE "supplier" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"rut" text,
	"contact" text,
	"email" text,
	"phone" text,
	"archived_at" timestamptz(3),
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "supplier_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "work_order_part" (
	"work_order_id" uuid NOT NULL,
	"part_id" uuid NOT NULL,
	"planned" numeric(14,3) DEFAULT 0 NOT NULL,
	"issued" numeric(14,3) DEFAULT 0 NOT NULL,
	"value" numeric(24,6) DEFAULT 0 NOT NULL,
	CONSTRAINT "work_order_part_work_order_id_part_id_pk" PRIMARY KEY("work_order_id","part_id"),
	CONSTRAINT "work_order_part_never_negative" CHECK ("work_order_part"."planned" >= 0 AND "work_order_part"."issued" >= 0 AND "work_order_part"."value" >= 0)
);
--> statement-breakpoint
ALTER TABLE "part" ADD CONSTRAINT "part_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_asset_type" ADD CONSTRAINT "part_asset_type_part_id_part_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."part"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_asset_type" ADD CONSTRAINT "part_asset_type_asset_type_id_asset_type_id_fk" FOREIGN KEY ("asset_type_id") REFERENCES "public"."asset_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_equivalent" ADD CONSTRAINT "part_equivalent_lower_id_part_id_fk" FOREIGN KEY ("lower_id") REFERENCES "public"."part"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_equivalent" ADD CONSTRAINT "part_equivalent_upper_id_part_id_fk" FOREIGN KEY ("upper_id") REFERENCES "public"."part"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_stock" ADD CONSTRAINT "part_stock_part_id_part_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."part"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_stock" ADD CONSTRAINT "part_stock_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_requested_by_person_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_ordered_by_person_id_fk" FOREIGN KEY ("ordered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase" ADD CONSTRAINT "purchase_approved_by_person_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_line" ADD CONSTRAINT "purchase_line_purchase_id_purchase_id_fk" FOREIGN KEY ("purchase_id") REFERENCES "public"."purchase"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_line" ADD CONSTRAINT "purchase_line_part_id_part_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."part"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count" ADD CONSTRAINT "stock_count_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count" ADD CONSTRAINT "stock_count_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count" ADD CONSTRAINT "stock_count_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_count_id_stock_count_id_fk" FOREIGN KEY ("count_id") REFERENCES "public"."stock_count"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_part_id_part_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."part"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_counted_by_person_id_fk" FOREIGN KEY ("counted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_part_id_part_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."part"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_purchase_line_id_purchase_line_id_fk" FOREIGN KEY ("purchase_line_id") REFERENCES "public"."purchase_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_count_id_stock_count_id_fk" FOREIGN KEY ("count_id") REFERENCES "public"."stock_count"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_part" ADD CONSTRAINT "work_order_part_work_order_id_work_order_id_fk" FOREIGN KEY ("work_order_id") REFERENCES "public"."work_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_order_part" ADD CONSTRAINT "work_order_part_part_id_part_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."part"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "part_supplier" ON "part" USING btree ("supplier_id") WHERE "part"."supplier_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "part_text" ON "part" USING gin (search_text("number", "description") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "part_asset_type_type" ON "part_asset_type" USING btree ("asset_type_id");--> statement-breakpoint
CREATE INDEX "part_equivalent_upper" ON "part_equivalent" USING btree ("upper_id");--> statement-breakpoint
CREATE INDEX "part_stock_site" ON "part_stock" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "purchase_site" ON "purchase" USING btree ("site_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "purchase_requested" ON "purchase" USING btree ("requested_at","id");--> statement-breakpoint
CREATE INDEX "purchase_supplier" ON "purchase" USING btree ("supplier_id") WHERE "purchase"."supplier_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "purchase_line_purchase" ON "purchase_line" USING btree ("purchase_id","position");--> statement-breakpoint
CREATE INDEX "purchase_line_part" ON "purchase_line" USING btree ("part_id");--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_line_once" ON "purchase_line" USING btree ("purchase_id","part_id");--> statement-breakpoint
CREATE INDEX "stock_count_site" ON "stock_count" USING btree ("site_id","created_at");--> statement-breakpoint
CREATE INDEX "stock_count_line_part" ON "stock_count_line" USING btree ("part_id");--> statement-breakpoint
CREATE INDEX "stock_movement_part" ON "stock_movement" USING btree ("part_id","at","id");--> statement-breakpoint
CREATE INDEX "stock_movement_site" ON "stock_movement" USING btree ("site_id","at");--> statement-breakpoint
CREATE INDEX "stock_movement_consumption" ON "stock_movement" USING btree ("at") WHERE "stock_movement"."kind" IN ('ISSUE','RETURN');--> statement-breakpoint
CREATE INDEX "stock_movement_order" ON "stock_movement" USING btree ("work_order_id","part_id") WHERE "stock_movement"."work_order_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "stock_movement_purchase" ON "stock_movement" USING btree ("purchase_line_id") WHERE "stock_movement"."purchase_line_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "work_order_part_part" ON "work_order_part" USING btree ("part_id");--> statement-breakpoint
CREATE INDEX "work_order_part_waiting" ON "work_order_part" USING btree ("part_id") WHERE "work_order_part"."planned" > "work_order_part"."issued";