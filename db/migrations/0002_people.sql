-- Who works here, what post they hold, how they prove who they are. Names and e-mail addresses of staff are plain: the
-- directory must be sorted and searched, and is no case content. Instants are milliseconds UTC, days are ISO text.

CREATE TABLE centre (
  id        TEXT   NOT NULL PRIMARY KEY,
  reference TEXT   NOT NULL UNIQUE,
  name      TEXT   NOT NULL,
  sort_name TEXT   NOT NULL UNIQUE,
  version   BIGINT NOT NULL
);

CREATE TABLE person (
  id        TEXT   NOT NULL PRIMARY KEY,
  reference TEXT   NOT NULL UNIQUE,
  name      TEXT   NOT NULL,
  sort_name TEXT   NOT NULL,
  email     TEXT   NOT NULL,
  standing  TEXT   NOT NULL CHECK (standing IN ('here', 'left')),
  left_on   TEXT,
  added_at  BIGINT NOT NULL,
  version   BIGINT NOT NULL,
  CHECK ((standing = 'left') = (left_on IS NOT NULL))
);

-- A university gives a leaver's address to somebody else in time.
CREATE UNIQUE INDEX person_by_email ON person (email) WHERE standing = 'here';
CREATE INDEX person_by_name ON person (sort_name, id);

-- Held while state is 'granted' and today lies between starts_on and ends_on, both included.
CREATE TABLE post (
  id         TEXT   NOT NULL PRIMARY KEY,
  person_id  TEXT   NOT NULL REFERENCES person (id),
  role       TEXT   NOT NULL CHECK (role IN ('reporter', 'caseworker', 'lead', 'deputy', 'event_decider', 'security',
                                             'administrator', 'auditor')),
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

CREATE INDEX post_by_person ON post (person_id);
CREATE INDEX post_by_role ON post (role, state);
CREATE INDEX post_asked ON post (asked_at, id) WHERE state = 'asked';

-- What the program's table of roles said when it started last, for queries that ask who may do something.
CREATE TABLE role_right (
  role       TEXT NOT NULL,
  permission TEXT NOT NULL,
  needs      TEXT NOT NULL CHECK (needs IN ('token', 'password', 'second_factor')),
  content    TEXT NOT NULL CHECK (content IN ('none', 'of_others')),
  PRIMARY KEY (role, permission)
);

CREATE TABLE password (
  person_id  TEXT   NOT NULL PRIMARY KEY REFERENCES person (id),
  hash       TEXT   NOT NULL,
  changed_at BIGINT NOT NULL
);

-- The secret of a person's authenticator app, and the one being set up. last_step: the newest code that was used.
CREATE TABLE second_factor (
  person_id      TEXT   NOT NULL PRIMARY KEY REFERENCES person (id),
  key_id         TEXT   NOT NULL,
  secret_sealed  TEXT,
  enrolled_at    BIGINT,
  last_step      BIGINT NOT NULL,
  pending_sealed TEXT,
  pending_at     BIGINT
);

CREATE TABLE recovery_code (
  person_id TEXT NOT NULL REFERENCES person (id),
  code_hash TEXT NOT NULL,
  used_at   BIGINT,
  PRIMARY KEY (person_id, code_hash)
);

CREATE TABLE session (
  id           TEXT   NOT NULL PRIMARY KEY,
  secret_hash  TEXT   NOT NULL UNIQUE,
  person_id    TEXT   NOT NULL REFERENCES person (id),
  strength     TEXT   NOT NULL CHECK (strength IN ('password', 'second_factor')),
  door         TEXT   NOT NULL CHECK (door IN ('password', 'link')),
  device       TEXT   NOT NULL,
  network      TEXT   NOT NULL,
  opened_at    BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL
);

CREATE INDEX session_by_person ON session (person_id, last_seen_at);
CREATE INDEX session_by_expiry ON session (expires_at);

-- Links that were mailed. The link's secret is made from its id by a key of the keys store, so it stands nowhere.
CREATE TABLE mailed_link (
  id          TEXT   NOT NULL PRIMARY KEY,
  secret_hash TEXT   NOT NULL UNIQUE,
  person_id   TEXT   NOT NULL REFERENCES person (id),
  purpose     TEXT   NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  made_at     BIGINT NOT NULL,
  expires_at  BIGINT NOT NULL
);

CREATE INDEX mailed_link_by_person ON mailed_link (person_id);
CREATE INDEX mailed_link_by_expiry ON mailed_link (expires_at);

-- Failed attempts to sign in, by what they have in common: a keyed hash, so that it names no account and no address.
CREATE TABLE sign_in_tally (
  bucket   TEXT   NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_at  BIGINT NOT NULL,
  free_at  BIGINT NOT NULL
);

CREATE INDEX sign_in_tally_by_age ON sign_in_tally (last_at);

CREATE TABLE api_token (
  id           TEXT   NOT NULL PRIMARY KEY,
  reference    TEXT   NOT NULL UNIQUE,
  client       TEXT   NOT NULL,
  secret_hash  TEXT   NOT NULL UNIQUE,
  made_by      TEXT   NOT NULL REFERENCES person (id),
  made_at      BIGINT NOT NULL,
  last_used_on TEXT,
  revoked_at   BIGINT
);
