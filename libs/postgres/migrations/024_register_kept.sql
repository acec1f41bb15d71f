-- Where a person is, in the register's own word; and a person may decide that a booking is kept although two are to be kept
-- apart: then it holds nobody away.

ALTER TABLE detainee RENAME presence TO whereabouts;

CREATE OR REPLACE FUNCTION hold_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM apart_hold WHERE booking = new.id;
  IF new.state IN ('offered', 'confirmed', 'admitted', 'in-session') AND NOT EXISTS (
    SELECT FROM review WHERE booking = new.id AND cause = 'keep-apart' AND decision = 'kept'
  ) THEN
    INSERT INTO apart_hold (booking, one, other, held)
      SELECT new.id, one, other, new.held FROM keep_apart WHERE new.detainee IN (one, other);
  END IF;
  RETURN NULL;
END $$;
