-- People in a case, what a record is recognised by, what was decided about two records of one person, and keeping away that
-- is lifted again. What was written about somebody is only in columns that end in _sealed.

-- Somebody's part in one case; never copied to another. Sealed under the key of the case that it stands in.
CREATE TABLE case_party (
  id                    TEXT    NOT NULL PRIMARY KEY,
  case_id               TEXT    NOT NULL REFERENCES case_file (id),
  part                  TEXT    NOT NULL CHECK (part IN ('subject', 'reporter', 'witness', 'affected', 'alleged')),
  state                 TEXT    NOT NULL CHECK (state IN ('present', 'ended')),
  version               INTEGER NOT NULL,
  person_id             TEXT,
  added_at              BIGINT  NOT NULL,
  added_by              TEXT    NOT NULL,
  ended_at              BIGINT,
  name_sealed           TEXT    NOT NULL,
  born_on_sealed        TEXT,
  student_number_sealed TEXT,
  contact_sealed        TEXT,
  note_sealed           TEXT
);

CREATE INDEX case_party_by_case ON case_party (case_id, state, id);

-- Members of staff who share a name or an address with somebody in a case, and what was decided about each.
CREATE TABLE case_party_staff (
  party_id   TEXT   NOT NULL REFERENCES case_party (id),
  person_id  TEXT   NOT NULL,
  verdict    TEXT   NOT NULL CHECK (verdict IN ('kept_away', 'stays')),
  decided_at BIGINT NOT NULL,
  decided_by TEXT   NOT NULL,
  PRIMARY KEY (party_id, person_id)
);

-- Keyed tokens: equal for records whose person has the same student number, or name. They open nothing.
CREATE TABLE match_token (
  token       BIGINT NOT NULL,
  kind        TEXT   NOT NULL CHECK (kind IN ('student_number', 'name_and_birth', 'name')),
  record_kind TEXT   NOT NULL CHECK (record_kind IN ('concern', 'case')),
  record_id   TEXT   NOT NULL,
  PRIMARY KEY (token, kind, record_kind, record_id)
);

CREATE INDEX match_token_by_record ON match_token (record_kind, record_id);

-- What was decided about two records that may be about the same person; the one with the lower id first.
CREATE TABLE record_pair (
  one_kind   TEXT    NOT NULL CHECK (one_kind IN ('concern', 'case')),
  one_id     TEXT    NOT NULL,
  other_kind TEXT    NOT NULL CHECK (other_kind IN ('concern', 'case')),
  other_id   TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('together', 'apart', 'merged')),
  version    INTEGER NOT NULL,
  decided_at BIGINT  NOT NULL,
  decided_by TEXT    NOT NULL,
  PRIMARY KEY (one_id, other_id),
  CHECK (one_id < other_id)
);

CREATE INDEX record_pair_by_other ON record_pair (other_id);

-- A case that was merged is found as the one that it was merged into; what stands in it keeps its key.
ALTER TABLE case_file ADD COLUMN merged_into TEXT REFERENCES case_file (id);
CREATE INDEX case_file_by_merge ON case_file (merged_into) WHERE merged_into IS NOT NULL;

-- That somebody is kept away is lifted by two: one asks, another agrees.
CREATE TABLE exclusion_lift (
  id             TEXT    NOT NULL PRIMARY KEY,
  record_kind    TEXT    NOT NULL CHECK (record_kind IN ('concern', 'case')),
  record_id      TEXT    NOT NULL,
  person_id      TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('asked', 'agreed', 'declined', 'withdrawn')),
  version        INTEGER NOT NULL,
  asked_at       BIGINT  NOT NULL,
  asked_by       TEXT    NOT NULL,
  decided_at     BIGINT,
  decided_by     TEXT,
  reasons_sealed TEXT    NOT NULL
);

CREATE UNIQUE INDEX exclusion_lift_waiting ON exclusion_lift (record_id, person_id) WHERE state = 'asked';
