-- Three roles more: who releases identities, who sees that data end, who looks after complaints.
ALTER TABLE post DROP CONSTRAINT post_role_check;
ALTER TABLE post ADD CONSTRAINT post_role_check CHECK (role IN ('reporter', 'caseworker', 'lead', 'deputy', 'event_decider', 'security',
                                                                'administrator', 'auditor', 'custodian', 'data_protection', 'complaints'));
