-- How much a partner was given who asked about a case, and on which basis. Beside the step that says when and by which means.
CREATE TABLE information_given (
  step_id        TEXT NOT NULL PRIMARY KEY REFERENCES case_step (id),
  extent         TEXT NOT NULL CHECK (extent IN ('extract', 'full')),
  basis          TEXT NOT NULL,   -- a word of the provisions "referral_bases"
  basis_version  TEXT NOT NULL,
  reasons_sealed TEXT             -- why an extract without names was not enough
);
