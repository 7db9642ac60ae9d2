-- Somebody asks what is held about them. Each request has a key of its own: what was copied into it and what was given out
-- ends with it.
CREATE TABLE subject_request (
  id                TEXT   NOT NULL PRIMARY KEY,
  reference         TEXT   NOT NULL UNIQUE,
  state             TEXT   NOT NULL CHECK (state IN ('received', 'released', 'checking', 'approved', 'answered', 'refused', 'withdrawn')),
  version           BIGINT NOT NULL,
  key_id            TEXT   NOT NULL,
  received_on       TEXT   NOT NULL,
  answer_by         TEXT   NOT NULL,
  extended_at       BIGINT,
  started_at        BIGINT NOT NULL,
  started_by        TEXT   NOT NULL,
  staff_id          TEXT,
  released_at       BIGINT,
  released_by       TEXT,
  checked_at        BIGINT,
  checked_by        TEXT,
  over_at           BIGINT,
  over_by           TEXT,
  ended_at          BIGINT,
  person_sealed     TEXT   NOT NULL,
  identity_sealed   TEXT   NOT NULL,
  extension_sealed  TEXT,
  check_sealed      TEXT,
  over_sealed       TEXT,
  answer_sealed     TEXT
);

CREATE INDEX subject_request_by_clock ON subject_request (state, answer_by, id);
CREATE INDEX subject_request_over ON subject_request (over_at, id) WHERE over_at IS NOT NULL AND ended_at IS NULL;

-- The records that a person confirmed to be about whoever asks.
CREATE TABLE subject_request_record (
  request_id   TEXT   NOT NULL REFERENCES subject_request (id),
  kind         TEXT   NOT NULL,
  record_id    TEXT   NOT NULL,
  reference    TEXT   NOT NULL,
  confirmed_at BIGINT NOT NULL,
  confirmed_by TEXT   NOT NULL,
  PRIMARY KEY (request_id, record_id)
);

CREATE INDEX subject_request_record_by_record ON subject_request_record (record_id);

-- What stands in them, copied under the request's key, and what is decided about each piece.
CREATE TABLE subject_request_passage (
  id             TEXT   NOT NULL PRIMARY KEY,
  request_id     TEXT   NOT NULL REFERENCES subject_request (id),
  record_id      TEXT   NOT NULL,
  source         TEXT   NOT NULL,
  place          BIGINT NOT NULL,
  decision       TEXT   NOT NULL CHECK (decision IN ('undecided', 'given', 'redacted', 'withheld')),
  exemption      TEXT,
  version        BIGINT NOT NULL,
  decided_at     BIGINT,
  decided_by     TEXT,
  heading_sealed TEXT   NOT NULL,
  text_sealed    TEXT   NOT NULL,
  names_sealed   TEXT   NOT NULL,
  given_sealed   TEXT,
  reasons_sealed TEXT,
  UNIQUE (request_id, source)
);

CREATE INDEX subject_request_passage_in_order ON subject_request_passage (request_id, record_id, place);
