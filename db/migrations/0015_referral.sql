-- A case put before those outside the provider: the national referral form, why it is proportionate, with whose consent or
-- by whose agreement without it, and what was sent to whom. What is said about somebody is only in columns that end in _sealed,
-- under the key of its case.

CREATE TABLE referral (
  id              TEXT    NOT NULL PRIMARY KEY,
  reference       TEXT    NOT NULL UNIQUE,
  case_id         TEXT    NOT NULL REFERENCES case_file (id),
  state           TEXT    NOT NULL CHECK (state IN ('draft', 'checked', 'sent', 'closed', 'dropped')),
  version         INTEGER NOT NULL,
  form_version    TEXT    NOT NULL,            -- of the provisions "referral_form"
  edition         INTEGER NOT NULL,            -- what is being written: one more than what was sent
  content_version INTEGER NOT NULL,            -- rises with each change of what the form says
  begun_at        BIGINT  NOT NULL,
  begun_by        TEXT    NOT NULL,
  checked_at      BIGINT,
  checked_by      TEXT,
  sent_at         BIGINT,                      -- the last edition that was sent
  review_on       TEXT                         -- when somebody asks again whether it is still proportionate
);

CREATE INDEX referral_by_case ON referral (case_id, begun_at, id);
-- One at a time.
CREATE UNIQUE INDEX referral_under_way ON referral (case_id) WHERE state IN ('draft', 'checked', 'sent');
CREATE INDEX referral_by_review ON referral (review_on, id) WHERE state IN ('draft', 'checked', 'sent');

-- The answers to one section of the form. Each is saved by itself, so two people may write two sections.
CREATE TABLE referral_section (
  id             TEXT    NOT NULL PRIMARY KEY,
  referral_id    TEXT    NOT NULL REFERENCES referral (id),
  slug           TEXT    NOT NULL,             -- of the section in that version of the form
  state          TEXT    NOT NULL CHECK (state IN ('begun', 'complete')),
  version        INTEGER NOT NULL,
  saved_at       BIGINT  NOT NULL,
  saved_by       TEXT    NOT NULL,
  answers_sealed TEXT    NOT NULL,
  UNIQUE (referral_id, slug)
);

-- What the person said to it. The newest counts; none is changed.
CREATE TABLE referral_consent (
  id          TEXT   NOT NULL PRIMARY KEY,
  referral_id TEXT   NOT NULL REFERENCES referral (id),
  answer      TEXT   NOT NULL CHECK (answer IN ('given', 'declined', 'taken_back')),
  answered_on TEXT   NOT NULL,
  means       TEXT   NOT NULL CHECK (means IN ('in_person', 'call', 'writing')),
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT   NOT NULL,
  words_sealed TEXT
);

CREATE INDEX referral_consent_by_referral ON referral_consent (referral_id, recorded_at, id);

-- Going on without consent: asked for by one, agreed to or refused by another.
CREATE TABLE referral_override (
  id              TEXT    NOT NULL PRIMARY KEY,
  referral_id     TEXT    NOT NULL REFERENCES referral (id),
  state           TEXT    NOT NULL CHECK (state IN ('asked', 'agreed', 'refused', 'withdrawn')),
  version         INTEGER NOT NULL,
  content_version INTEGER NOT NULL,            -- what the form said when it was asked: another text needs another agreement
  asked_at        BIGINT  NOT NULL,
  asked_by        TEXT    NOT NULL,
  decided_at      BIGINT,
  decided_by      TEXT,
  reasons_sealed  TEXT    NOT NULL,
  answer_sealed   TEXT
);

CREATE INDEX referral_override_by_referral ON referral_override (referral_id, asked_at, id);
CREATE UNIQUE INDEX referral_override_asked ON referral_override (referral_id) WHERE state = 'asked';
CREATE INDEX referral_override_waiting ON referral_override (asked_at, id) WHERE state = 'asked';

-- What was sent, as it was sent.
CREATE TABLE referral_copy (
  id              TEXT    NOT NULL PRIMARY KEY,
  referral_id     TEXT    NOT NULL REFERENCES referral (id),
  edition         INTEGER NOT NULL,
  form_version    TEXT    NOT NULL,
  sent_on         TEXT    NOT NULL,
  recorded_at     BIGINT  NOT NULL,
  sent_by         TEXT    NOT NULL,
  agency_id       TEXT    NOT NULL,            -- of the register of agencies
  route           TEXT    NOT NULL CHECK (route IN ('secure_email', 'portal', 'post')),
  basis           TEXT    NOT NULL,            -- a word of the provisions "referral_bases"
  basis_version   TEXT    NOT NULL,
  hash            TEXT    NOT NULL,            -- of the document below, opened
  document_sealed TEXT    NOT NULL,
  reasons_sealed  TEXT    NOT NULL,            -- the proportionality record as it stood; not part of what was sent
  basis_note_sealed TEXT,
  UNIQUE (referral_id, edition)
);

-- In which of the published categories a case falls, by scheme. Each row is a change; the newest of a scheme counts. The
-- category itself says what somebody believes or is thought to: it is sealed.
CREATE TABLE case_category (
  id              TEXT   NOT NULL PRIMARY KEY,
  case_id         TEXT   NOT NULL REFERENCES case_file (id),
  scheme          TEXT   NOT NULL CHECK (scheme IN ('regulator', 'home_office')),
  scheme_version  TEXT   NOT NULL,
  chosen_at       BIGINT NOT NULL,
  chosen_by       TEXT   NOT NULL,
  category_sealed TEXT   NOT NULL
);

CREATE INDEX case_category_by_case ON case_category (case_id, scheme, chosen_at, id);
