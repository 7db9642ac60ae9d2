-- What was published of the web filter's counts, and is final. No personal data by construction: small numbers are held back in it.
CREATE TABLE web_published (
  kind         TEXT   NOT NULL CHECK (kind IN ('week', 'four_weeks')),
  first_day    TEXT   NOT NULL,
  last_day     TEXT   NOT NULL,
  looked_at    BIGINT NOT NULL,  -- first looked at, once it was over
  seen         BIGINT NOT NULL,  -- what had been read of it then,
  seen_since   BIGINT NOT NULL,  -- and since when nothing was added
  frozen_at    BIGINT,           -- from then on its lines stand in web_counted as they are
  published_at BIGINT,
  content      TEXT   NOT NULL,  -- JSON: themes, centres, tables as they are shown, coverage
  PRIMARY KEY (kind, first_day)
);

-- What the weeks of four that are not over were published from, as it was then: four weeks are held back together. It ends when
-- they are published. Whoever tried is a number of these four weeks alone.
CREATE TABLE web_counted (
  week      TEXT   NOT NULL,
  person_id TEXT   NOT NULL,  -- web_person, to know them again in the weeks after
  who       BIGINT NOT NULL,
  theme     TEXT   NOT NULL,
  centre    TEXT   NOT NULL,  -- centre, by id; empty: not known
  times     BIGINT NOT NULL,
  PRIMARY KEY (week, person_id, theme, centre)
);
CREATE INDEX web_counted_by_person ON web_counted (person_id);

-- The Mondays of weeks of which the message went out that the report is there.
CREATE TABLE web_weekly (
  week    TEXT   NOT NULL PRIMARY KEY,
  sent_at BIGINT NOT NULL
);
