-- The keys store: a database of its own, backed up after the data and kept shorter.

-- A record's key, wrapped under the master key. A destroyed key stays as a row without `wrapped`, so that what was
-- destroyed is told from what is missing.
CREATE TABLE record_key (
  id TEXT NOT NULL PRIMARY KEY,
  wrapped TEXT,                    -- base64url: nonce and ciphertext, authenticated with the id
  master_id TEXT NOT NULL,         -- fingerprint of the master key that wraps it
  made_at BIGINT NOT NULL,
  purpose TEXT UNIQUE,             -- a lasting key: "audit", "index"; NULL for a record's
  destroyed_at BIGINT,
  CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

-- The master key that new keys are wrapped under. Whoever makes keys holds this row until they are stored, so that
-- no key is made under a master key that rotation has left behind.
CREATE TABLE wrapping (
  only_row BIGINT NOT NULL PRIMARY KEY CHECK (only_row = 1),
  master_id TEXT NOT NULL
);
