-- Booths, people as the desk knows them, and bookings. Double booking is impossible because of the three
-- exclusion constraints; their names are mapped to refusals in libs/booking/src/clash.ts.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE booth (
  number text PRIMARY KEY CHECK (length(number) BETWEEN 1 AND 16),
  calling_at timestamptz
);

CREATE TABLE detainee (
  number text PRIMARY KEY CHECK (length(number) BETWEEN 1 AND 32)
);

-- id is the id of the attorney's account.
CREATE TABLE attorney (
  id text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100)
);

CREATE TABLE booking (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  booth text NOT NULL CONSTRAINT booking_booth_fkey REFERENCES booth (number),
  detainee text NOT NULL CONSTRAINT booking_detainee_fkey REFERENCES detainee (number),
  attorney text NOT NULL CONSTRAINT booking_attorney_fkey REFERENCES attorney (id),
  during tstzrange NOT NULL CONSTRAINT booking_during_check CHECK (
    NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)
    AND NOT lower_inf(during) AND NOT upper_inf(during)
    AND isfinite(lower(during)) AND isfinite(upper(during))
  ),
  state text NOT NULL CHECK (state IN ('confirmed', 'admitted', 'in-session', 'completed', 'cancelled', 'no-show')),
  completion text,
  -- Fixed when the booking is made; the devices keep them and refuse any other roster.
  booth_party text NOT NULL UNIQUE CHECK (booth_party ~ '^[0-9a-f]{32}$'),
  booth_label text NOT NULL,
  attorney_party text NOT NULL UNIQUE CHECK (attorney_party ~ '^[0-9a-f]{32}$'),
  attorney_label text NOT NULL,
  -- HMAC of the code on the slip; the code itself is stored nowhere.
  slip_hmac text,
  slip_tries integer NOT NULL DEFAULT 0,
  slip_used boolean NOT NULL DEFAULT false,
  -- 128 random bits, one per session, drawn when the slip first opens the booth.
  session text UNIQUE CHECK (session ~ '^[0-9a-f]{32}$'),
  opened_entry bigint,
  -- The seal's attempts, as far as the facility counts them (E2EE.md §3).
  attempts integer NOT NULL DEFAULT 0,
  round text,
  keyed boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT booking_session_known CHECK (state <> 'in-session' OR session IS NOT NULL),
  CONSTRAINT booking_booth_free EXCLUDE USING gist (booth WITH =, during WITH &&)
    WHERE (state IN ('confirmed', 'admitted', 'in-session')),
  CONSTRAINT booking_detainee_free EXCLUDE USING gist (detainee WITH =, during WITH &&)
    WHERE (state IN ('confirmed', 'admitted', 'in-session')),
  CONSTRAINT booking_attorney_free EXCLUDE USING gist (attorney WITH =, during WITH &&)
    WHERE (state IN ('confirmed', 'admitted', 'in-session'))
);

CREATE INDEX booking_during ON booking USING gist (during);
CREATE INDEX booking_attorney ON booking (attorney);
CREATE UNIQUE INDEX booking_slip ON booking (slip_hmac) WHERE slip_hmac IS NOT NULL;
