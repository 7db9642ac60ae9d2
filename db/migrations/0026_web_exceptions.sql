-- Requests to open a blocked site for somebody's work. Which site, what for and who asks is sealed under a key of its own.
CREATE TABLE web_exception (
  id            TEXT    NOT NULL PRIMARY KEY,
  reference     TEXT    NOT NULL UNIQUE,
  state         TEXT    NOT NULL CHECK (state IN ('waiting', 'granted', 'refused', 'withdrawn', 'set_up', 'ended')),
  version       INTEGER NOT NULL,
  key_id        TEXT    NOT NULL,
  rules_version TEXT    NOT NULL,  -- of the provision that set its times
  language      TEXT    NOT NULL,  -- of the page it was asked on: the answer comes in it
  code_hash     TEXT    NOT NULL UNIQUE,
  asked_at      BIGINT  NOT NULL,
  asked_by      TEXT,              -- none: somebody without an account
  decide_by     BIGINT  NOT NULL,
  decided_at    BIGINT,
  decided_by    TEXT,
  until_on      TEXT,              -- the last day it is open
  set_up_at     BIGINT,
  over_at       BIGINT,
  chased_at     BIGINT,            -- when those who decide were last told that it waits too long
  told_at       BIGINT,            -- when those who carry it out were told that it ran out
  told_sealed   TEXT    NOT NULL,
  answer_sealed TEXT
);
CREATE INDEX web_exception_by_state ON web_exception (state, decide_by, id);
CREATE INDEX web_exception_over ON web_exception (over_at, id);
