-- What is put to a partner to ask for advice, without saying who it is about.
CREATE TABLE advice_extract (
  id          TEXT    NOT NULL PRIMARY KEY,
  case_id     TEXT    NOT NULL REFERENCES case_file (id),
  state       TEXT    NOT NULL CHECK (state IN ('draft', 'checked', 'sent')),
  version     INTEGER NOT NULL,
  made_at     BIGINT  NOT NULL,
  made_by     TEXT    NOT NULL,
  checked_at  BIGINT,
  checked_by  TEXT,
  step_id     TEXT    REFERENCES case_step (id),
  text_sealed TEXT    NOT NULL,
  left_sealed TEXT
);

CREATE INDEX advice_extract_by_case ON advice_extract (case_id, id);

-- What an entry is based on, what in it is assumed, and what else could explain it: asked apart, shown apart. An entry of
-- which nothing was said has no row.
CREATE TABLE case_entry_apart (
  entry_id           TEXT NOT NULL PRIMARY KEY REFERENCES case_entry (id),
  basis              TEXT CHECK (basis IN ('seen', 'told', 'read')),
  assumed_sealed     TEXT,
  alternative_sealed TEXT
);
