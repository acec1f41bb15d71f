-- Who takes part in a booking beyond booth and attorney, and that nobody is in two places at once, whatever the role.

ALTER TABLE person DROP CONSTRAINT person_role_check,
  ADD CONSTRAINT person_role_check CHECK (role IN ('desk', 'attorney', 'oversight', 'operator', 'interpreter'));

-- Roles of E2EE.md §2: 3 co-counsel, 4 interpreter. One of each, so four parties at most.
CREATE TABLE booking_party (
  booking text NOT NULL REFERENCES booking (id) ON DELETE CASCADE,
  role integer NOT NULL CHECK (role IN (3, 4)),
  person text NOT NULL CONSTRAINT booking_party_person_fkey REFERENCES person (id),
  -- Fixed when the person is booked, like those of booth and attorney.
  party text NOT NULL UNIQUE CHECK (party ~ '^[0-9a-f]{32}$'),
  label text NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
  PRIMARY KEY (booking, role)
);
CREATE INDEX booking_party_person ON booking_party (person);

-- One row a booking that holds its slot and person who is to be there from outside: attorney, co-counsel, interpreter.
CREATE TABLE person_hold (
  booking text NOT NULL REFERENCES booking (id) ON DELETE CASCADE,
  person text NOT NULL,
  during tstzrange NOT NULL,
  CONSTRAINT booking_person_free EXCLUDE USING gist (person WITH =, during WITH &&)
);
CREATE INDEX person_hold_booking ON person_hold (booking);

CREATE FUNCTION hold_people(of_booking text) RETURNS void LANGUAGE sql AS $$
  DELETE FROM person_hold WHERE booking = of_booking;
  INSERT INTO person_hold (booking, person, during)
    SELECT id, attorney, during FROM booking
      WHERE id = of_booking AND state IN ('offered', 'confirmed', 'admitted', 'in-session')
    UNION ALL
    SELECT id, person, during FROM booking JOIN booking_party ON booking_party.booking = id
      WHERE id = of_booking AND state IN ('offered', 'confirmed', 'admitted', 'in-session');
$$;

CREATE FUNCTION hold_people_of_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_people(new.id);
  RETURN NULL;
END $$;
CREATE TRIGGER booking_hold_people AFTER INSERT OR UPDATE OF state, attorney, during ON booking
  FOR EACH ROW EXECUTE FUNCTION hold_people_of_booking();

CREATE FUNCTION hold_people_of_party() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_people(coalesce(new.booking, old.booking));
  RETURN NULL;
END $$;
CREATE TRIGGER booking_party_hold_people AFTER INSERT OR UPDATE OR DELETE ON booking_party
  FOR EACH ROW EXECUTE FUNCTION hold_people_of_party();

INSERT INTO person_hold (booking, person, during)
  SELECT id, attorney, during FROM booking WHERE state IN ('offered', 'confirmed', 'admitted', 'in-session');
