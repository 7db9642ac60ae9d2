-- A role more: who feeds the logs of the web filter in.
ALTER TABLE post DROP CONSTRAINT post_role_check;
ALTER TABLE post ADD CONSTRAINT post_role_check CHECK (role IN ('reporter', 'caseworker', 'lead', 'deputy', 'event_decider', 'security',
                                                                'administrator', 'auditor', 'custodian', 'data_protection', 'complaints', 'web_operator'));
