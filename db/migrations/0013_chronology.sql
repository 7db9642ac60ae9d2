-- Long chronologies are read page by page, in the order of time.
CREATE INDEX case_entry_by_time ON case_entry (case_id, written_at, id);
DROP INDEX case_entry_by_case;

-- What happened to a record, by what it was: of a case that was written to two thousand times, the ten newest looks and the
-- few decisions are found without reading what stands between them.
DROP INDEX audit_event_by_subject;
CREATE INDEX audit_event_by_subject ON audit_event (subject_id, type, id);
