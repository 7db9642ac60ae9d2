-- A belt: this program never changes audit rows, so whatever does is stopped. Whoever can drop a trigger is not
-- stopped; the chain and its checkpoints tell.
CREATE TRIGGER audit_event_is_not_changed BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END;
CREATE TRIGGER audit_event_is_not_removed BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit events are never removed'); END;
CREATE TRIGGER audit_lane_is_not_removed BEFORE DELETE ON audit_lane
BEGIN SELECT RAISE(ABORT, 'audit lanes are never removed'); END;
CREATE TRIGGER audit_checkpoint_is_not_changed BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'audit checkpoints are never changed'); END;
CREATE TRIGGER audit_checkpoint_is_not_removed BEFORE DELETE ON audit_checkpoint
BEGIN SELECT RAISE(ABORT, 'audit checkpoints are never removed'); END;
