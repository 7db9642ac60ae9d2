-- Concerns as they were raised, and the cases opened from them. Names, narratives and reasons are only in columns that end
-- in _sealed; lists are ordered by date, clock or reference.

CREATE TABLE concern (
  id             TEXT    NOT NULL PRIMARY KEY,
  reference      TEXT    NOT NULL UNIQUE,
  state          TEXT    NOT NULL CHECK (state IN ('received', 'needs_case', 'in_case', 'welfare', 'no_further_action')),
  version        INTEGER NOT NULL,
  key_id         TEXT    NOT NULL,
  form_version   TEXT    NOT NULL,
  channel        TEXT    NOT NULL CHECK (channel IN ('public', 'staff', 'api')),
  urgency        TEXT    NOT NULL CHECK (urgency IN ('now', 'unsure', 'later')),
  centre_id      TEXT,
  raised_at      BIGINT  NOT NULL,
  raised_by      TEXT,
  decide_by      BIGINT  NOT NULL,
  triaged_at     BIGINT,
  triaged_by     TEXT,
  name_sealed    TEXT    NOT NULL,
  answers_sealed TEXT    NOT NULL,
  reasons_sealed TEXT
);

-- Two sets of indexes: for those who oversee every centre, and for those who oversee one.
CREATE INDEX concern_by_clock ON concern (state, decide_by, id);
CREATE INDEX concern_by_centre_and_clock ON concern (centre_id, state, decide_by, id);
CREATE INDEX concern_by_time ON concern (raised_at, id);
CREATE INDEX concern_by_centre_and_time ON concern (centre_id, raised_at, id);

CREATE TABLE concern_exclusion (
  concern_id TEXT   NOT NULL REFERENCES concern (id),
  person_id  TEXT   NOT NULL,
  since      BIGINT NOT NULL,
  PRIMARY KEY (concern_id, person_id)
);

CREATE TABLE case_file (
  id                     TEXT    NOT NULL PRIMARY KEY,
  reference              TEXT    NOT NULL UNIQUE,
  state                  TEXT    NOT NULL CHECK (state IN ('open', 'closing', 'closed')),
  version                INTEGER NOT NULL,
  key_id                 TEXT    NOT NULL,
  centre_id              TEXT,
  opened_at              BIGINT  NOT NULL,
  opened_by              TEXT    NOT NULL,
  closing_asked_at       BIGINT,
  closing_asked_by       TEXT,
  outcome                TEXT    CHECK (outcome IN ('supported', 'referred', 'unfounded', 'other')),
  closed_at              BIGINT,
  closed_by              TEXT,
  name_sealed            TEXT    NOT NULL,
  closing_reasons_sealed TEXT
);

CREATE INDEX case_file_by_time ON case_file (state, opened_at, id);
CREATE INDEX case_file_by_centre_and_time ON case_file (centre_id, state, opened_at, id);

CREATE TABLE case_concern (
  case_id    TEXT NOT NULL REFERENCES case_file (id),
  concern_id TEXT NOT NULL REFERENCES concern (id),
  PRIMARY KEY (case_id, concern_id)
);

CREATE INDEX case_concern_by_concern ON case_concern (concern_id);

-- Who works on a case. Ended memberships stay: they explain who looked.
CREATE TABLE case_member (
  case_id   TEXT   NOT NULL REFERENCES case_file (id),
  person_id TEXT   NOT NULL,
  since     BIGINT NOT NULL,
  until_at  BIGINT,
  PRIMARY KEY (case_id, person_id)
);

CREATE INDEX case_member_by_person ON case_member (person_id, until_at, case_id);

CREATE TABLE case_exclusion (
  case_id   TEXT   NOT NULL REFERENCES case_file (id),
  person_id TEXT   NOT NULL,
  since     BIGINT NOT NULL,
  PRIMARY KEY (case_id, person_id)
);

-- Entries are never changed: a wrong one is followed by a right one.
CREATE TABLE case_entry (
  id          TEXT   NOT NULL PRIMARY KEY,
  case_id     TEXT   NOT NULL REFERENCES case_file (id),
  kind        TEXT   NOT NULL CHECK (kind IN ('note', 'contact', 'meeting', 'decision')),
  happened_on TEXT   NOT NULL,
  written_at  BIGINT NOT NULL,
  written_by  TEXT   NOT NULL,
  text_sealed TEXT   NOT NULL
);

CREATE INDEX case_entry_by_case ON case_entry (case_id, id);

CREATE TABLE case_task (
  id           TEXT    NOT NULL PRIMARY KEY,
  case_id      TEXT    NOT NULL REFERENCES case_file (id),
  state        TEXT    NOT NULL CHECK (state IN ('open', 'done')),
  version      INTEGER NOT NULL,
  owner_id     TEXT    NOT NULL,
  due_on       TEXT    NOT NULL,
  made_at      BIGINT  NOT NULL,
  made_by      TEXT    NOT NULL,
  done_at      BIGINT,
  done_by      TEXT,
  title_sealed TEXT    NOT NULL
);

CREATE INDEX case_task_by_case ON case_task (case_id, state, due_on, id);
CREATE INDEX case_task_by_owner ON case_task (owner_id, state, due_on, id);
