-- The search index: derived from sealed text, in a database of its own, left out of backups, rebuilt on restore.

-- `rank` orders the records, newest first (smaller is newer), and stands for the record inside blocks. A record that
-- is being forgotten loses its name at once and its row when no block holds its rank any more.
CREATE TABLE indexed_record (
  rank BIGINT NOT NULL PRIMARY KEY,
  kind TEXT,
  record TEXT,
  UNIQUE (kind, record),
  CHECK ((kind IS NULL) = (record IS NULL))
);
CREATE INDEX indexed_record_forgotten ON indexed_record (rank) WHERE record IS NULL;

-- One batch of added records, or several merged into one.
CREATE TABLE search_segment (
  id BIGINT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('building', 'live', 'merged')),
  postings BIGINT NOT NULL,
  newest BIGINT NOT NULL,      -- ranks
  oldest BIGINT NOT NULL
);

-- Postings (word's token, record's rank) in order, some hundreds together, sealed under the index key. `token` and
-- `rank` are those of the first.
CREATE TABLE search_block (
  segment BIGINT NOT NULL,
  token BIGINT NOT NULL,
  rank BIGINT NOT NULL,
  postings_sealed TEXT NOT NULL,
  PRIMARY KEY (segment, token, rank)
);

-- Who merges and forgets: one program at a time, until its lease runs out.
CREATE TABLE search_upkeep (
  only_row BIGINT NOT NULL PRIMARY KEY CHECK (only_row = 1),
  holder TEXT NOT NULL,
  leased_until BIGINT NOT NULL
);
INSERT INTO search_upkeep (only_row, holder, leased_until) VALUES (1, '', 0);
