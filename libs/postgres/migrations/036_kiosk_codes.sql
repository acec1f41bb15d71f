-- Who made a code that enrols a kiosk: the account; null for the first start's.
ALTER TABLE kiosk_enrolment ADD made_by text;
CREATE INDEX kiosk_enrolment_booth ON kiosk_enrolment (booth) WHERE used_at IS NULL;
