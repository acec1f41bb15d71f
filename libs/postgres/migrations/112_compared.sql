-- A restarted facility goes on with a round only once everybody's signed "same" is entered; keys alone are not enough.
ALTER TABLE booking RENAME COLUMN keyed TO compared;
UPDATE booking SET compared = false WHERE state = 'in-session';
