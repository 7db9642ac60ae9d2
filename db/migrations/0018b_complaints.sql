-- Complaints about how a concern or a case was handled: sealed under keys of their own, for people who had no part in it.
CREATE TABLE complaint (
  id              TEXT    NOT NULL PRIMARY KEY,
  reference       TEXT    NOT NULL UNIQUE,
  state           TEXT    NOT NULL CHECK (state IN ('received', 'acknowledged', 'answered')),
  version         INTEGER NOT NULL,
  key_id          TEXT    NOT NULL,
  clocks_version  TEXT    NOT NULL,
  received_at     BIGINT  NOT NULL,
  received_by     TEXT,
  acknowledge_by  BIGINT  NOT NULL,
  answer_by       BIGINT  NOT NULL,
  acknowledged_at BIGINT,
  answered_at     BIGINT,
  owner_id        TEXT,
  outcome         TEXT    CHECK (outcome IN ('upheld', 'partly', 'not_upheld')),
  concern_id      TEXT    REFERENCES concern (id),
  case_id         TEXT    REFERENCES case_file (id),
  told_sealed     TEXT    NOT NULL,
  provided_sealed TEXT,
  answer_sealed   TEXT,
  learning_sealed TEXT
);

CREATE INDEX complaint_by_clock ON complaint (state, answer_by, id);

-- Whoever had a part in what is complained about: to them the complaint does not exist.
CREATE TABLE complaint_conflict (
  complaint_id TEXT NOT NULL REFERENCES complaint (id),
  person_id    TEXT NOT NULL,
  PRIMARY KEY (complaint_id, person_id)
);
