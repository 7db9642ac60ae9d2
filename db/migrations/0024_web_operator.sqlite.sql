-- A role more: who feeds the logs of the web filter in.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE post_now (
  id         TEXT   NOT NULL PRIMARY KEY,
  person_id  TEXT   NOT NULL REFERENCES person (id),
  role       TEXT   NOT NULL CHECK (role IN ('reporter', 'caseworker', 'lead', 'deputy', 'event_decider', 'security',
                                             'administrator', 'auditor', 'custodian', 'data_protection', 'complaints', 'web_operator')),
  centre_id  TEXT   REFERENCES centre (id),
  starts_on  TEXT   NOT NULL,
  ends_on    TEXT,
  state      TEXT   NOT NULL CHECK (state IN ('asked', 'granted', 'declined', 'ended')),
  asked_by   TEXT   REFERENCES person (id),
  asked_at   BIGINT NOT NULL,
  decided_by TEXT   REFERENCES person (id),
  decided_at BIGINT,
  ended_by   TEXT   REFERENCES person (id),
  ended_at   BIGINT,
  version    BIGINT NOT NULL
);

INSERT INTO post_now (id, person_id, role, centre_id, starts_on, ends_on, state, asked_by, asked_at, decided_by, decided_at,
                      ended_by, ended_at, version)
SELECT id, person_id, role, centre_id, starts_on, ends_on, state, asked_by, asked_at, decided_by, decided_at, ended_by, ended_at, version
  FROM post;

DROP TABLE post;
ALTER TABLE post_now RENAME TO post;

CREATE INDEX post_by_person ON post (person_id);
CREATE INDEX post_by_role ON post (role, state);
CREATE INDEX post_asked ON post (asked_at, id) WHERE state = 'asked';
