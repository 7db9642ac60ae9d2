-- Files of concerns and cases. Name, what it is said to be and what the scanner found are sealed under the key of the
-- record, and so is the content, in chunks: each chunk is bound to its file, its number and how many there are.

CREATE TABLE attachment (
  id             TEXT    NOT NULL PRIMARY KEY,
  concern_id     TEXT    REFERENCES concern (id),
  case_id        TEXT    REFERENCES case_file (id),
  state          TEXT    NOT NULL CHECK (state IN ('pending', 'clean', 'infected', 'removed')),
  version        INTEGER NOT NULL,
  added_at       BIGINT  NOT NULL,
  added_by       TEXT,
  type           TEXT    NOT NULL,
  size           BIGINT  NOT NULL,
  looked_at      BIGINT,
  removed_at     BIGINT,
  removed_by     TEXT,
  name_sealed    TEXT    NOT NULL,
  about_sealed   TEXT,
  finding_sealed TEXT,
  CHECK ((concern_id IS NULL) <> (case_id IS NULL))
);

CREATE INDEX attachment_by_concern ON attachment (concern_id, added_at);
CREATE INDEX attachment_by_case ON attachment (case_id, added_at);
CREATE INDEX attachment_harmful ON attachment (looked_at) WHERE state = 'infected';

-- Up to 175 KiB each.
CREATE TABLE attachment_chunk (
  attachment_id  TEXT   NOT NULL REFERENCES attachment (id),
  number         BIGINT NOT NULL,
  content_sealed TEXT   NOT NULL,
  PRIMARY KEY (attachment_id, number)
);
