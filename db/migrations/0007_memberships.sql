-- Somebody may be on a case more than once: each time is a row of its own, and at most one of them has not ended.
ALTER TABLE case_member RENAME TO case_member_before;

CREATE TABLE case_member (
  case_id   TEXT   NOT NULL REFERENCES case_file (id),
  person_id TEXT   NOT NULL,
  since     BIGINT NOT NULL,
  until_at  BIGINT,
  PRIMARY KEY (case_id, person_id, since)
);

INSERT INTO case_member (case_id, person_id, since, until_at)
SELECT case_id, person_id, since, until_at FROM case_member_before;

DROP TABLE case_member_before;

CREATE UNIQUE INDEX case_member_now ON case_member (case_id, person_id) WHERE until_at IS NULL;
CREATE INDEX case_member_by_person ON case_member (person_id, until_at, case_id);
