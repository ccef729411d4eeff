-- What was submitted or published stays as it was.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER inspection_immutable BEFORE UPDATE OR DELETE ON inspection
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER inspection_failure_immutable BEFORE UPDATE OR DELETE ON inspection_failure
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER inspection_photo_immutable BEFORE UPDATE OR DELETE ON inspection_photo
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER checklist_revision_immutable BEFORE UPDATE OR DELETE ON checklist_revision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
