-- One booking of an accused owns the consultation before a hearing, the hearing in the facility's room, and the consultation
-- after it: three rows of booking, each with its room and its time.

-- Counsel comes into court by the account of an attorney, not by a link.
ALTER TABLE attendee ADD COLUMN attorney text REFERENCES attorney (id),
  ADD CONSTRAINT attendee_one_account CHECK (account IS NULL OR attorney IS NULL);

-- `seat`: of the accused. When the hearing is erased, that a row was a part of one stays.
ALTER TABLE booking ADD COLUMN hearing text, ADD COLUMN seat integer,
  ADD COLUMN part text CHECK (part IN ('pre', 'hearing', 'post')),
  ADD CONSTRAINT booking_attendee FOREIGN KEY (hearing, seat) REFERENCES attendee (hearing, seat)
    ON DELETE SET NULL (hearing, seat),
  ADD CONSTRAINT booking_part_whole CHECK ((hearing IS NULL) = (seat IS NULL) AND (hearing IS NULL OR part IS NOT NULL));
CREATE UNIQUE INDEX booking_part_once ON booking (hearing, seat, part)
  WHERE hearing IS NOT NULL AND state IN ('confirmed', 'admitted', 'in-session');
