-- What is derived from the time is not stored: the warnings before the end of a slot, and the second step of a bell.

ALTER TABLE booking DROP COLUMN warned_minutes;
ALTER TABLE bell DROP COLUMN escalated_at;
