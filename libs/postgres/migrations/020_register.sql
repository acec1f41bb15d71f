-- The register: people as the desk knows them, and who must not meet.

ALTER TABLE detainee
  ADD wing text NOT NULL DEFAULT '' CHECK (length(wing) <= 32),
  -- BCP 47; the language the person wants to be spoken to in.
  ADD language text NOT NULL DEFAULT 'kk' CHECK (language ~ '^[a-z]{2,3}$'),
  ADD needs text NOT NULL DEFAULT '' CHECK (length(needs) <= 200),
  ADD presence text NOT NULL DEFAULT 'here' CHECK (presence IN ('here', 'hospital', 'transferred', 'released')),
  ADD updated_at timestamptz NOT NULL DEFAULT now();

-- Mail goes to the address of the account (person.email), in this language.
ALTER TABLE attorney
  ADD language text NOT NULL DEFAULT 'ru' CHECK (language IN ('kk', 'ru', 'en'));

-- An attorney's clients: what allows an attorney to ask for a consultation.
CREATE TABLE tie (
  attorney text NOT NULL REFERENCES attorney (id),
  detainee text NOT NULL REFERENCES detainee (number),
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (attorney, detainee)
);
CREATE INDEX tie_detainee ON tie (detainee);

-- Two who must not be on the way at the same time. Kept once a pair, in order.
CREATE TABLE keep_apart (
  one text NOT NULL REFERENCES detainee (number),
  other text NOT NULL REFERENCES detainee (number),
  PRIMARY KEY (one, other),
  CHECK (one < other)
);
CREATE INDEX keep_apart_other ON keep_apart (other);

-- A person moved, was released, or may no longer meet another: a person decides what becomes of the booking.
CREATE TABLE review (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  booking text NOT NULL REFERENCES booking (id),
  cause text NOT NULL CHECK (cause IN ('hospital', 'transferred', 'released', 'keep-apart', 'booth-hours')),
  since timestamptz NOT NULL DEFAULT now(),
  decision text CHECK (decision IN ('kept', 'moved', 'cancelled')),
  reason text,
  decided_by text,
  decided_at timestamptz,
  CHECK ((decision IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX review_open ON review (booking) WHERE decision IS NULL;
