-- What was done for a person beyond the case itself, and with whom. A step is never changed: what a later one says of it
-- (answered, withdrawn) and who sees to it are the only columns that are written again. The stage of a case is read from
-- its steps and stored nowhere.

CREATE TABLE agency (
  id         TEXT    NOT NULL PRIMARY KEY,
  reference  TEXT    NOT NULL UNIQUE,
  kind       TEXT    NOT NULL,              -- a word of the provisions "partner_kinds"
  name       TEXT    NOT NULL,
  sort_key   TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  made_at    BIGINT  NOT NULL,
  made_by    TEXT    NOT NULL,
  ended_at   BIGINT                         -- not offered any more
);

CREATE INDEX agency_by_name ON agency (sort_key, id);

-- Those who answer there: professionals at their work, whom every lead may look up.
CREATE TABLE agency_contact (
  id         TEXT    NOT NULL PRIMARY KEY,
  agency_id  TEXT    NOT NULL REFERENCES agency (id),
  version    INTEGER NOT NULL,
  name       TEXT    NOT NULL,
  post       TEXT    NOT NULL,
  email      TEXT    NOT NULL,
  telephone  TEXT    NOT NULL,
  checked_on TEXT    NOT NULL,              -- when somebody last made sure that it is right
  made_at    BIGINT  NOT NULL,
  made_by    TEXT    NOT NULL,
  ended_at   BIGINT
);

CREATE INDEX agency_contact_by_agency ON agency_contact (agency_id, ended_at, name, id);
CREATE INDEX agency_contact_by_check ON agency_contact (checked_on, id);

CREATE TABLE case_step (
  id                 TEXT   NOT NULL PRIMARY KEY,
  case_id            TEXT   NOT NULL REFERENCES case_file (id),
  kind               TEXT   NOT NULL CHECK (kind IN
                       ('internal_advice', 'prevent_lead', 'external_advice', 'informed', 'not_informed', 'welfare_support', 'referral',
                        'gateway', 'information_requested', 'information_given', 'information_sought', 'panel_set', 'panel_decided',
                        'consent', 'support_plan', 'plan_review', 'exit', 'review_6_months', 'review_12_months', 'reply', 'outcome',
                        'chaser', 'remark', 'withdrawal')),
  happened_on        TEXT   NOT NULL,
  recorded_at        BIGINT NOT NULL,
  recorded_by        TEXT   NOT NULL,
  outcome            TEXT   CHECK (outcome IN
                       ('support_here', 'refer', 'find_out_more', 'no_further_action', 'accepted', 'elsewhere', 'received',
                        'nothing_held', 'not_shared', 'adopted', 'not_adopted', 'deferred', 'given', 'declined', 'taken_back',
                        'concern_reduced', 'moved_away', 'no_concern', 'concern_remains', 'agrees', 'disagrees', 'no_response')),
  means              TEXT   CHECK (means IN ('meeting', 'call', 'letter', 'secure_message', 'mail')),
  agency_id          TEXT   REFERENCES agency (id),
  about_id           TEXT   REFERENCES case_step (id),
  owner_id           TEXT,
  waits_for          TEXT   CHECK (waits_for IN ('colleague', 'agency', 'us')),
  due_on             TEXT,
  provisions_version TEXT,
  answered_on        TEXT,
  answered_by        TEXT   REFERENCES case_step (id),
  withdrawn_by       TEXT   REFERENCES case_step (id),
  text_sealed        TEXT
);

CREATE INDEX case_step_by_case ON case_step (case_id, happened_on, recorded_at, id);
CREATE INDEX case_step_by_kind ON case_step (kind, happened_on, id);
CREATE INDEX case_step_by_about ON case_step (about_id);
CREATE INDEX case_step_by_answer ON case_step (answered_by);
-- What is still awaited: for the clocks, the first pages and "outcome unknown since".
CREATE INDEX case_step_open ON case_step (due_on, id)
  WHERE waits_for IS NOT NULL AND answered_on IS NULL AND withdrawn_by IS NULL;
CREATE INDEX case_step_open_by_owner ON case_step (owner_id, due_on, id)
  WHERE waits_for IS NOT NULL AND answered_on IS NULL AND withdrawn_by IS NULL;
