-- A belt: this program never changes audit rows, so whatever does is stopped. Whoever can drop a trigger is not
-- stopped; the chain and its checkpoints tell.
CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the audit is never changed'; END $$;

CREATE TRIGGER audit_event_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_lane_is_not_removed BEFORE DELETE OR TRUNCATE ON audit_lane
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_checkpoint_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
