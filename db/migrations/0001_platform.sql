-- The audit's chains and the outbox. Instants are milliseconds UTC; columns ending in _sealed are ciphertext.

-- One row per event, never changed. `hash` is keyed and covers every other column, the ciphertext and the previous
-- event's hash in the lane included, so it still holds when the record's key has been destroyed.
CREATE TABLE audit_event (
  lane           BIGINT  NOT NULL,
  number         BIGINT  NOT NULL CHECK (number >= 1),
  id             TEXT    NOT NULL,
  at             BIGINT  NOT NULL,
  actor          TEXT,
  session        TEXT,
  strength       TEXT    NOT NULL CHECK (strength IN ('none', 'token', 'password', 'second_factor')),
  type           TEXT    NOT NULL,
  subject_kind   TEXT    NOT NULL,
  subject_id     TEXT    NOT NULL,
  key_id         TEXT,
  details        TEXT    CHECK (key_id IS NULL OR details IS NULL),
  details_sealed TEXT    CHECK (key_id IS NOT NULL OR details_sealed IS NULL),
  previous       TEXT    NOT NULL,
  hash           TEXT    NOT NULL,
  PRIMARY KEY (lane, number)
);

-- Ids are UUIDv7, so their order is the order of time.
CREATE UNIQUE INDEX audit_event_by_time ON audit_event (id);
CREATE INDEX audit_event_by_subject ON audit_event (subject_id, id);
CREATE INDEX audit_event_by_type ON audit_event (type, id);
CREATE INDEX audit_event_by_actor ON audit_event (actor, id) WHERE actor IS NOT NULL;

-- The head of each chain. `seal` is keyed and covers the other columns: a head cannot be set back with plain SQL.
-- `begins_after` is 0, or the number of the last event that retention has ended; a kept checkpoint then names the
-- hash that the next event continues.
CREATE TABLE audit_lane (
  lane         BIGINT NOT NULL PRIMARY KEY,
  begins_after BIGINT NOT NULL DEFAULT 0,
  number       BIGINT NOT NULL,
  hash         TEXT   NOT NULL,
  seal         TEXT   NOT NULL
);

-- Binds all heads at one time. `body` is the text that was signed and left the machine.
CREATE TABLE audit_checkpoint (
  number    BIGINT NOT NULL PRIMARY KEY,
  at        BIGINT NOT NULL,
  body      TEXT   NOT NULL,
  signature TEXT   NOT NULL
);

-- Deferred work. A claim gives a row a lease and moves `due_at` to the end of the lease, so that work whose
-- worker died becomes due again by itself. `payload` holds ids, never content.
CREATE TABLE outbox_job (
  id         TEXT    NOT NULL PRIMARY KEY,
  kind       TEXT    NOT NULL,
  payload    TEXT    NOT NULL,
  merge_key  TEXT,
  queued_at  BIGINT  NOT NULL,
  due_at     BIGINT  NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,
  lease      TEXT,
  done_at    BIGINT,
  failed_at  BIGINT,
  last_error TEXT
);

CREATE INDEX outbox_job_due ON outbox_job (kind, due_at) WHERE done_at IS NULL AND failed_at IS NULL;
CREATE INDEX outbox_job_failed ON outbox_job (failed_at) WHERE failed_at IS NOT NULL;
CREATE INDEX outbox_job_done ON outbox_job (done_at) WHERE done_at IS NOT NULL;
-- Work that may be merged: writers only add to it, and whoever claims one piece removes the others.
CREATE INDEX outbox_job_merged ON outbox_job (merge_key, due_at) WHERE merge_key IS NOT NULL;

-- Work done by the clock, once per period however many nodes run.
CREATE TABLE outbox_clock (
  name   TEXT   NOT NULL PRIMARY KEY,
  due_at BIGINT NOT NULL
);
