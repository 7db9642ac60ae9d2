-- What somebody tried again and again, or what a theme is too grave for to wait: for a person to look into. A record of its own, under
-- a key of its own: it outlasts the period that it was counted in.
CREATE TABLE web_review (
  id              TEXT    NOT NULL PRIMARY KEY,
  reference       TEXT    NOT NULL UNIQUE,
  state           TEXT    NOT NULL CHECK (state IN ('open', 'confirmed', 'dismissed', 'raised', 'settled')),
  cause           TEXT    NOT NULL CHECK (cause IN ('repeated', 'grave')),
  version         INTEGER NOT NULL,
  key_id          TEXT    NOT NULL,
  rules_version   TEXT    NOT NULL,  -- of the provision by which it came about
  person_id       TEXT    NOT NULL,  -- web_person, as long as its period lasts
  kept_from       TEXT,              -- whoever it is about, if they work here
  alias           BIGINT  NOT NULL,
  opened_at       BIGINT  NOT NULL,
  look_by         BIGINT  NOT NULL,
  identity_sealed TEXT    NOT NULL,
  evidence_sealed TEXT    NOT NULL,  -- attempts, as JSON: times, themes, sites
  attempts        INTEGER NOT NULL,
  days            INTEGER NOT NULL,
  latest_at       BIGINT  NOT NULL,  -- of the attempts
  reminded_at     BIGINT,            -- that it waits for too long
  decided_by      TEXT,
  decided_at      BIGINT,
  over_at         BIGINT,
  concern         TEXT,              -- its reference
  reasons_sealed  TEXT,              -- of the disposition
  proportion_sealed TEXT,            -- the record of proportionality, as JSON
  ending_sealed   TEXT               -- why nothing more was needed
);
CREATE INDEX web_review_by_state ON web_review (state, look_by, id);
CREATE INDEX web_review_by_person ON web_review (person_id);

-- Who asked to know who it is, and who agreed. Of one review at most one is undecided or runs.
CREATE TABLE web_reveal (
  id             TEXT    NOT NULL PRIMARY KEY,
  review_id      TEXT    NOT NULL REFERENCES web_review (id),
  asked_by       TEXT    NOT NULL,
  asked_at       BIGINT  NOT NULL,
  reasons_sealed TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('asked', 'agreed', 'refused')),
  version        INTEGER NOT NULL,
  decided_by     TEXT,
  decided_at     BIGINT,
  answer_sealed  TEXT,
  ends_at        BIGINT
);
CREATE INDEX web_reveal_by_review ON web_reveal (review_id, asked_at);
CREATE INDEX web_reveal_by_state ON web_reveal (state, asked_at);
