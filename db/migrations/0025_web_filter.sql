-- What readers of the web filter's logs found within the provider's themes. Nobody's name stands here but sealed, and no site's.

-- A stretch of days under one alias key. Names, sites and lines of it are sealed under its own key, which ends with it.
CREATE TABLE web_period (
  id               TEXT NOT NULL PRIMARY KEY,
  first_day        TEXT NOT NULL UNIQUE,
  last_day         TEXT NOT NULL,
  key_id           TEXT NOT NULL,
  alias_key_sealed TEXT NOT NULL
);

-- Somebody under an alias. Without identity: nobody signed in, so it leads nowhere and the name is not kept.
CREATE TABLE web_person (
  id              TEXT   NOT NULL PRIMARY KEY,
  period_id       TEXT   NOT NULL REFERENCES web_period (id),
  alias           BIGINT NOT NULL,
  identity_sealed TEXT,
  earlier_id      TEXT,   -- who they were in the period before, while a counting window reaches back
  told_at         BIGINT, -- the one explanatory e-mail
  weigh_at        BIGINT, -- when the ladder looks at them next
  UNIQUE (period_id, alias)
);
CREATE INDEX web_person_by_earlier ON web_person (earlier_id);
CREATE INDEX web_person_to_weigh ON web_person (weigh_at);

-- A site by a keyed number, so that it is counted without being read.
CREATE TABLE web_site (
  period_id   TEXT   NOT NULL REFERENCES web_period (id),
  site        BIGINT NOT NULL,
  name_sealed TEXT   NOT NULL,
  PRIMARY KEY (period_id, site)
);

-- Requests of one person to one site of one theme without a longer gap. It is an attempt when one of them may be deliberate.
CREATE TABLE web_attempt (
  id            TEXT    NOT NULL PRIMARY KEY,
  person_id     TEXT    NOT NULL REFERENCES web_person (id),
  site          BIGINT  NOT NULL,
  theme         TEXT    NOT NULL,
  centre        TEXT    NOT NULL DEFAULT '',
  identity      TEXT    NOT NULL CHECK (identity IN ('authenticated', 'inferred', 'spoofable')),
  first_at      BIGINT  NOT NULL,
  last_at       BIGINT  NOT NULL,
  deliberate_at BIGINT,
  day           TEXT,             -- of deliberate_at
  requests      BIGINT  NOT NULL,
  stopped       BIGINT  NOT NULL, -- of these blocked, or warned of
  gone_on       BIGINT  NOT NULL, -- of these in spite of a warning
  line_sealed   TEXT,             -- the first deliberate one, for the configured days
  review_id     TEXT              -- that looks, or looked, into it: it opens no other
);
CREATE INDEX web_attempt_joins ON web_attempt (person_id, site, theme, centre, last_at);
CREATE INDEX web_attempt_by_day ON web_attempt (day);
CREATE INDEX web_attempt_by_last ON web_attempt (last_at);

-- How far a log has been counted, by what it begins with: whoever reads it, under whatever name, goes on there.
CREATE TABLE web_log (
  fingerprint TEXT   NOT NULL PRIMARY KEY,
  reader      TEXT   NOT NULL,
  read_to     BIGINT NOT NULL,
  changed_at  BIGINT NOT NULL
);

-- A reader by the name that its operator gave it.
CREATE TABLE web_reader (
  name         TEXT    NOT NULL PRIMARY KEY,
  format       TEXT    NOT NULL DEFAULT '',
  seen_at      BIGINT  NOT NULL,
  newest_at    BIGINT,           -- the latest time that a line said
  lines        BIGINT  NOT NULL DEFAULT 0,
  of_interest  BIGINT  NOT NULL DEFAULT 0,
  unreadable   BIGINT  NOT NULL DEFAULT 0,
  looked_at    BIGINT  NOT NULL DEFAULT 0,
  strange      BIGINT  NOT NULL DEFAULT 0,
  lost         BIGINT  NOT NULL DEFAULT 0, -- messages that came faster than they could be kept
  fault        TEXT    NOT NULL DEFAULT ''
);

-- What it read on which day: what a picture over time needs to say how complete it is.
CREATE TABLE web_day (
  day         TEXT   NOT NULL,
  reader      TEXT   NOT NULL,
  lines       BIGINT NOT NULL,
  of_interest BIGINT NOT NULL,
  unreadable  BIGINT NOT NULL,
  PRIMARY KEY (day, reader)
);

-- Labels of stopped requests that are in no theme: for whoever keeps the map.
CREATE TABLE web_label (
  label    TEXT   NOT NULL PRIMARY KEY,
  number   BIGINT NOT NULL,
  first_on TEXT   NOT NULL,
  last_on  TEXT   NOT NULL
);
