-- From which records somebody is kept away, whatever area they are of: so that what holds a copy of one asks without knowing
-- the area. What was merged into a case is kept from whoever is kept away from that case. An area with exclusions of its own
-- adds them here, in a migration that makes the view again.
CREATE VIEW kept_away (record_id, person_id) AS
  SELECT case_id, person_id FROM case_exclusion
  UNION ALL
  SELECT m.id, x.person_id FROM case_exclusion x JOIN case_file m ON m.merged_into = x.case_id
  UNION ALL
  SELECT concern_id, person_id FROM concern_exclusion;
