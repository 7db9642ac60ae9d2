-- What somebody had to do when they left or went away for long, and who has it now. Each line is about one case: who may not
-- see the case does not see the line.
CREATE TABLE handover (
  id        TEXT   NOT NULL PRIMARY KEY,
  person_id TEXT   NOT NULL,
  why       TEXT   NOT NULL CHECK (why IN ('left', 'away')),
  made_at   BIGINT NOT NULL,
  made_by   TEXT
);

CREATE INDEX handover_by_person ON handover (person_id, made_at);

CREATE TABLE handover_item (
  id          TEXT    NOT NULL PRIMARY KEY,
  handover_id TEXT    NOT NULL REFERENCES handover (id),
  kind        TEXT    NOT NULL CHECK (kind IN ('ownership', 'membership', 'task', 'step')),
  state       TEXT    NOT NULL CHECK (state IN ('waiting', 'moved', 'undone')),
  version     INTEGER NOT NULL,
  case_id     TEXT    NOT NULL REFERENCES case_file (id),
  task_id     TEXT    REFERENCES case_task (id),
  step_id     TEXT    REFERENCES case_step (id),
  holder_id   TEXT,
  decided_at  BIGINT,
  decided_by  TEXT
);

CREATE INDEX handover_item_by_handover ON handover_item (handover_id, id);
CREATE INDEX handover_item_waiting ON handover_item (state, case_id);
