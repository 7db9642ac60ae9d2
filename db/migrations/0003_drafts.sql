-- Answers between the pages of a form. Both columns come from a secret that only the browser's cookie holds: what lies
-- here cannot be read, or told to be anybody's, without it.
CREATE TABLE draft (
  id             TEXT   NOT NULL PRIMARY KEY,
  answers_sealed TEXT,
  receipt_sealed TEXT,
  touched_at     BIGINT NOT NULL
);

CREATE INDEX draft_by_age ON draft (touched_at);
