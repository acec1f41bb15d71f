-- Who asked for time with an attorney, since when, and what came of it. Never deleted: delay is itself a breach.

CREATE TABLE request (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  detainee text NOT NULL REFERENCES detainee (number),
  attorney text NOT NULL REFERENCES attorney (id),
  asked_by text NOT NULL CHECK (asked_by IN ('attorney', 'detainee', 'desk')),
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- The time within which a consultation is wished; its lower end is the wish.
  within tstzrange NOT NULL CHECK (NOT isempty(within) AND NOT lower_inf(within) AND NOT upper_inf(within)),
  -- As long as needed: no cap (Kazakhstan Law 353-I Art. 17).
  minutes integer NOT NULL CHECK (minutes > 0),
  -- BCP 47 of the language an interpreter is needed for.
  interpreter text CHECK (interpreter ~ '^[a-z]{2,3}$'),
  co_counsel text REFERENCES attorney (id),
  hearing_at timestamptz,
  hearing_confirmed boolean NOT NULL DEFAULT false,
  first_fit boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'offered', 'confirmed', 'cancelled')),
  -- Offers that ran out unanswered: the request keeps its place.
  offers_expired integer NOT NULL DEFAULT 0,
  -- When it got its slot, or was withdrawn.
  settled_at timestamptz,
  settled_reason text CHECK (settled_reason IN ('confirmed', 'withdrawn', 'not-here', 'other')),
  CHECK ((state IN ('confirmed', 'cancelled')) = (settled_at IS NOT NULL))
);
CREATE INDEX request_waiting ON request (asked_at) WHERE state = 'requested';
CREATE INDEX request_attorney ON request (attorney);
CREATE INDEX request_detainee ON request (detainee);

-- The request a booking came from. An expired offer keeps it, too.
ALTER TABLE booking ADD request text REFERENCES request (id);
CREATE INDEX booking_request ON booking (request) WHERE request IS NOT NULL;
CREATE UNIQUE INDEX booking_one_of_request ON booking (request)
  WHERE state IN ('offered', 'confirmed', 'admitted', 'in-session');

-- Entries and their details also tell of requests and blocks: the subject is any of our 128-bit ids.
ALTER TABLE outbox DROP CONSTRAINT outbox_booking_fkey;
ALTER TABLE opening DROP CONSTRAINT opening_booking_fkey;
