-- How long records are kept, and what is left of those that ended. What a record is, the areas know: here it has a kind,
-- an id and the reference that people called it by.

-- A row only for records about which there is something to say; a record without one is kept.
CREATE TABLE keeping (
  record_id             TEXT   NOT NULL PRIMARY KEY,
  kind                  TEXT   NOT NULL,
  state                 TEXT   NOT NULL CHECK (state IN ('kept', 'due', 'reviewed', 'held', 'destroyed')),
  version               BIGINT NOT NULL,
  rule                  TEXT,
  rules_version         TEXT,
  ends                  TEXT   CHECK (ends IN ('review', 'anonymise', 'destroy')),
  ends_on               TEXT,
  due_since             BIGINT,
  keep_until            TEXT,
  reviewed_at           BIGINT,
  reviewed_by           TEXT,
  review_reasons_sealed TEXT,
  held_at               BIGINT,
  held_by               TEXT,
  hold_reasons_sealed   TEXT
);

CREATE INDEX keeping_by_state ON keeping (state, record_id);

-- What is left of a record that ended: that it was there, and by which rule it went. Nothing of what it said.
CREATE TABLE destroyed_record (
  record_id     TEXT   NOT NULL PRIMARY KEY,
  kind          TEXT   NOT NULL,
  reference     TEXT   NOT NULL,
  how           TEXT   NOT NULL CHECK (how IN ('anonymised', 'destroyed')),
  at            BIGINT NOT NULL,
  rule          TEXT,
  rules_version TEXT,
  by_person     TEXT
);

CREATE INDEX destroyed_record_by_time ON destroyed_record (at, record_id);
CREATE INDEX destroyed_record_by_reference ON destroyed_record (reference);

-- The keys that went with it, so that a keys store put back from a backup does not bring them back for long.
CREATE TABLE destroyed_key (
  key_id    TEXT NOT NULL PRIMARY KEY,
  record_id TEXT NOT NULL REFERENCES destroyed_record (record_id)
);

-- A concern or case that ended stays as a row without text, for the figures; every query passes over it.
ALTER TABLE concern ADD COLUMN ended_at BIGINT;
ALTER TABLE case_file ADD COLUMN ended_at BIGINT;

CREATE INDEX concern_by_decision ON concern (triaged_at, id) WHERE ended_at IS NULL;
CREATE INDEX case_file_by_closure ON case_file (closed_at, id) WHERE ended_at IS NULL;
