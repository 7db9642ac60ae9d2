-- A reveal is saved with its review, whose version says whether somebody was faster.
ALTER TABLE web_reveal DROP COLUMN version;
