-- What the system of a court calls a hearing that was taken over from it: SHA-256 of its UID, hex. The same one is scheduled once.
ALTER TABLE hearing ADD COLUMN source text UNIQUE CHECK (source ~ '^[0-9a-f]{64}$');
CREATE INDEX hearing_case ON hearing (case_number);
