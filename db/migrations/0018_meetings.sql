-- Meetings in which cases are discussed. What is said is in the cases: entries and tasks like any other, which a meeting only
-- points at, so that whoever may not see a case finds nothing of it in the minutes.
CREATE TABLE meeting (
  id        TEXT    NOT NULL PRIMARY KEY,
  reference TEXT    NOT NULL UNIQUE,
  state     TEXT    NOT NULL CHECK (state IN ('planned', 'held', 'closed')),
  version   INTEGER NOT NULL,
  held_on   TEXT    NOT NULL,
  centre_id TEXT,
  made_at   BIGINT  NOT NULL,
  made_by   TEXT    NOT NULL,
  closed_at BIGINT,
  closed_by TEXT
);

CREATE INDEX meeting_by_day ON meeting (held_on, id);

CREATE TABLE meeting_member (
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  person_id  TEXT NOT NULL,
  PRIMARY KEY (meeting_id, person_id)
);

CREATE INDEX meeting_member_by_person ON meeting_member (person_id, meeting_id);

CREATE TABLE meeting_item (
  id         TEXT   NOT NULL PRIMARY KEY,
  meeting_id TEXT   NOT NULL REFERENCES meeting (id),
  case_id    TEXT   NOT NULL REFERENCES case_file (id),
  added_at   BIGINT NOT NULL,
  added_by   TEXT   NOT NULL,
  UNIQUE (meeting_id, case_id)
);

CREATE INDEX meeting_item_by_case ON meeting_item (case_id);

CREATE TABLE meeting_item_entry (
  item_id  TEXT NOT NULL REFERENCES meeting_item (id),
  entry_id TEXT NOT NULL REFERENCES case_entry (id),
  PRIMARY KEY (item_id, entry_id)
);

CREATE TABLE meeting_item_task (
  item_id TEXT NOT NULL REFERENCES meeting_item (id),
  task_id TEXT NOT NULL REFERENCES case_task (id),
  PRIMARY KEY (item_id, task_id)
);
