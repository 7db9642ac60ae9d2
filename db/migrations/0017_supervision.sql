-- Every case has an owner, at all times; those who oversee look at how it is being looked after, and say when next.
ALTER TABLE case_file ADD COLUMN owner_id TEXT NOT NULL DEFAULT '';
ALTER TABLE case_file ADD COLUMN supervise_by TEXT;

UPDATE case_file SET owner_id = opened_by;

CREATE INDEX case_file_by_owner ON case_file (owner_id, state, opened_at, id);
CREATE INDEX case_file_by_supervision ON case_file (supervise_by, id);

-- An entry may be for those who oversee the case alone.
ALTER TABLE case_entry ADD COLUMN only_overseers INTEGER NOT NULL DEFAULT 0;

-- Never changed. `for_caseworkers`: whether those who work on the case read it too.
CREATE TABLE supervision_note (
  id              TEXT    NOT NULL PRIMARY KEY,
  case_id         TEXT    NOT NULL REFERENCES case_file (id),
  for_caseworkers INTEGER NOT NULL,
  written_at      BIGINT  NOT NULL,
  written_by      TEXT    NOT NULL,
  text_sealed     TEXT    NOT NULL
);

CREATE INDEX supervision_note_by_case ON supervision_note (case_id, id);
