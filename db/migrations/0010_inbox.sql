-- How somebody without an account comes back to what they told. Only a slow hash of the code is kept (Argon2id, under a
-- key of the keys store). waiting_since: of the oldest message of theirs that nobody has answered.
CREATE TABLE inbox (
  concern_id    TEXT   NOT NULL PRIMARY KEY REFERENCES concern (id),
  receipt_hash  TEXT   NOT NULL UNIQUE,
  waiting_since BIGINT
);

CREATE INDEX inbox_waiting ON inbox (waiting_since, concern_id) WHERE waiting_since IS NOT NULL;

CREATE TABLE inbox_message (
  id          TEXT   NOT NULL PRIMARY KEY,
  concern_id  TEXT   NOT NULL REFERENCES inbox (concern_id),
  written_at  BIGINT NOT NULL,
  written_by  TEXT,
  text_sealed TEXT   NOT NULL
);

CREATE INDEX inbox_message_by_concern ON inbox_message (concern_id, id);

-- A reporter's name that was given in confidence, under a key of its own. It leads to no concern for who only decides
-- whether it is told.
CREATE TABLE reporter_identity (
  id             TEXT   NOT NULL PRIMARY KEY,
  reference      TEXT   NOT NULL UNIQUE,
  concern_id     TEXT   NOT NULL UNIQUE REFERENCES concern (id),
  state          TEXT   NOT NULL CHECK (state IN ('kept', 'asked', 'released')),
  version        BIGINT NOT NULL,
  key_id         TEXT   NOT NULL,
  asked_at       BIGINT,
  asked_by       TEXT,
  decided_at     BIGINT,
  decided_by     TEXT,
  name_sealed    TEXT   NOT NULL,
  contact_sealed TEXT   NOT NULL,
  motive_sealed  TEXT,
  reasons_sealed TEXT
);

CREATE INDEX reporter_identity_asked ON reporter_identity (asked_at, id) WHERE state = 'asked';

-- How many gave which answer in which month. Nobody's answers are kept: there is no row of a person, so nothing can be
-- joined to what they told, or to their other answers.
CREATE TABLE equality_count (
  month    TEXT   NOT NULL,
  version  TEXT   NOT NULL,
  question TEXT   NOT NULL,
  answer   TEXT   NOT NULL,
  answers  BIGINT NOT NULL,
  PRIMARY KEY (month, version, question, answer)
);
