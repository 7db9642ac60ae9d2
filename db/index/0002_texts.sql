-- Each text of a record is found on its own. What is there is derived and of another shape: it is dropped, and the program
-- fills the index again after its start.
DELETE FROM search_block;
DELETE FROM search_segment;
DROP TABLE indexed_record;

-- `rank` orders the texts, newest first (smaller is newer), and stands for the text inside blocks. A text that is being
-- forgotten loses its name at once and its row when no block holds its rank any more.
CREATE TABLE indexed_text (
  rank BIGINT NOT NULL PRIMARY KEY,
  kind TEXT,
  record TEXT,
  place TEXT,
  UNIQUE (kind, record, place),
  CHECK ((kind IS NULL) = (record IS NULL) AND (kind IS NULL) = (place IS NULL))
);
CREATE INDEX indexed_text_forgotten ON indexed_text (rank) WHERE record IS NULL;

-- Whether everything was added once.
CREATE TABLE search_filling (
  only_row BIGINT NOT NULL PRIMARY KEY CHECK (only_row = 1),
  complete BIGINT NOT NULL
);
INSERT INTO search_filling (only_row, complete) VALUES (1, 0);
