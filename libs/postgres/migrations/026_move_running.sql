-- A person is not kept apart from himself: two bookings of one person may follow each other without the change-over between.

ALTER TABLE apart_hold
  DROP CONSTRAINT booking_keep_apart,
  ADD person text;
UPDATE apart_hold SET person = detainee FROM booking WHERE booking.id = apart_hold.booking;
ALTER TABLE apart_hold
  ALTER person SET NOT NULL,
  ADD CONSTRAINT booking_keep_apart EXCLUDE USING gist (one WITH =, other WITH =, person WITH <>, held WITH &&);

CREATE OR REPLACE FUNCTION hold_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM apart_hold WHERE booking = new.id;
  IF new.state IN ('offered', 'confirmed', 'admitted', 'in-session') AND NOT EXISTS (
    SELECT FROM review WHERE booking = new.id AND cause = 'keep-apart' AND decision = 'kept'
  ) THEN
    INSERT INTO apart_hold (booking, person, one, other, held)
      SELECT new.id, new.detainee, one, other, new.held FROM keep_apart WHERE new.detainee IN (one, other);
  END IF;
  RETURN NULL;
END $$;
