-- Booked without pictures, because the line has no room for them: reserved and run so.
ALTER TABLE booking ADD COLUMN sound_only boolean NOT NULL DEFAULT false;
