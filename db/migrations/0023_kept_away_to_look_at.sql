-- Somebody who oversees every centre was kept away by somebody who does not: others who oversee the case look at that.
ALTER TABLE case_party_staff ADD COLUMN to_look_at BIGINT NOT NULL DEFAULT 0 CHECK (to_look_at IN (0, 1));
CREATE INDEX case_party_staff_to_look_at ON case_party_staff (decided_at, party_id) WHERE to_look_at = 1;
