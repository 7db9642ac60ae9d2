-- What the law, the regulator or the provider says, dated. What came with the program has no `made_by`; a provider's own
-- versions stand before those.
CREATE TABLE provision (
  name          TEXT   NOT NULL,
  version       TEXT   NOT NULL,
  in_force_from TEXT   NOT NULL,
  source        TEXT   NOT NULL,
  body          TEXT   NOT NULL,
  made_by       TEXT   REFERENCES person (id),
  made_at       BIGINT NOT NULL,
  PRIMARY KEY (name, version)
);
