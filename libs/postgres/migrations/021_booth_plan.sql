-- When booths can be used, and what keeps them. Local times are of the facility's zone; PostgreSQL makes instants of
-- them, so that a daylight-saving change is its business alone.

ALTER TABLE facility
  ADD change_over_minutes integer NOT NULL DEFAULT 10 CHECK (change_over_minutes BETWEEN 0 AND 240),
  -- Working time in which offers expire and by which waiting is judged. ISO weekdays, 1 Monday.
  ADD working_days integer[] NOT NULL DEFAULT '{1,2,3,4,5}' CHECK (working_days <@ '{1,2,3,4,5,6,7}'::integer[]),
  ADD working_from time NOT NULL DEFAULT '09:00',
  ADD working_to time NOT NULL DEFAULT '18:00' CHECK (working_to > working_from);

CREATE TABLE holiday (
  day date PRIMARY KEY
);

-- A booth without hours that are in force is not configured and never bookable.
CREATE TABLE booth_hours (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  booth text NOT NULL REFERENCES booth (number),
  weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens time NOT NULL,
  closes time NOT NULL CHECK (closes > opens),
  effective date NOT NULL,
  -- First day on which it is no longer in force.
  expires date CHECK (expires > effective)
);
CREATE INDEX booth_hours_booth ON booth_hours (booth);

-- Returns by itself at the end of `during`; `lifted_at` returns it earlier. A lockdown is one block a booth, same `action`.
CREATE TABLE booth_block (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  action text NOT NULL CHECK (action ~ '^[0-9a-f]{32}$'),
  booth text NOT NULL REFERENCES booth (number),
  during tstzrange NOT NULL CHECK (
    NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)
  ),
  kind text NOT NULL CHECK (kind IN ('block', 'lockdown')),
  reason text NOT NULL CHECK (reason IN ('repair', 'cleaning', 'staff', 'safety', 'other')),
  lifted_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX booth_block_during ON booth_block USING gist (booth, during) WHERE lifted_at IS NULL;

-- `held`: what the booth is kept for: the slot, the change-over after it, and a session that runs on.
ALTER TABLE booking ADD held tstzrange;
UPDATE booking SET held = during;
ALTER TABLE booking
  ALTER held SET NOT NULL,
  ADD CONSTRAINT booking_held_check CHECK (held @> during AND lower(held) = lower(during)),
  -- Until when an offered slot is kept for its request.
  ADD offer_expires_at timestamptz,
  -- Which of the two warnings before the end of the slot were given.
  ADD warned_minutes integer,
  DROP CONSTRAINT booking_state_check,
  ADD CONSTRAINT booking_state_check CHECK (
    state IN ('offered', 'confirmed', 'admitted', 'in-session', 'completed', 'cancelled', 'no-show', 'expired')
  ),
  ADD CONSTRAINT booking_offer_expires CHECK (state <> 'offered' OR offer_expires_at IS NOT NULL),
  DROP CONSTRAINT booking_booth_free,
  DROP CONSTRAINT booking_detainee_free,
  DROP CONSTRAINT booking_attorney_free,
  ADD CONSTRAINT booking_booth_free EXCLUDE USING gist (booth WITH =, held WITH &&)
    WHERE (state IN ('offered', 'confirmed', 'admitted', 'in-session')),
  ADD CONSTRAINT booking_detainee_free EXCLUDE USING gist (detainee WITH =, during WITH &&)
    WHERE (state IN ('offered', 'confirmed', 'admitted', 'in-session')),
  ADD CONSTRAINT booking_attorney_free EXCLUDE USING gist (attorney WITH =, during WITH &&)
    WHERE (state IN ('offered', 'confirmed', 'admitted', 'in-session'));
CREATE INDEX booking_state ON booking (state);

-- One row a booking and person to be kept away from: two of a pair are never on the way at the same time.
CREATE TABLE apart_hold (
  booking text NOT NULL REFERENCES booking (id) ON DELETE CASCADE,
  one text NOT NULL,
  other text NOT NULL,
  held tstzrange NOT NULL,
  PRIMARY KEY (booking, one, other),
  CONSTRAINT booking_keep_apart EXCLUDE USING gist (one WITH =, other WITH =, held WITH &&)
);

CREATE FUNCTION hold_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM apart_hold WHERE booking = new.id;
  IF new.state IN ('offered', 'confirmed', 'admitted', 'in-session') THEN
    INSERT INTO apart_hold (booking, one, other, held)
      SELECT new.id, one, other, new.held FROM keep_apart WHERE new.detainee IN (one, other);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER booking_hold_apart AFTER INSERT OR UPDATE OF state, detainee, held ON booking
  FOR EACH ROW EXECUTE FUNCTION hold_apart();

-- A call from a booth, until it is answered.
CREATE TABLE bell (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  booth text NOT NULL REFERENCES booth (number),
  problem text NOT NULL DEFAULT 'staff',
  since timestamptz NOT NULL DEFAULT now(),
  -- Second step: nobody answered within a minute.
  escalated_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text
);
CREATE UNIQUE INDEX bell_open ON bell (booth) WHERE acknowledged_at IS NULL;
