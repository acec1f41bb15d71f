-- What an attorney is told, in the page and by mail. Written in the transaction of what it tells of.

CREATE TABLE notice (
  id bigserial PRIMARY KEY,
  person text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('offered', 'offer-expired', 'confirmed', 'moved', 'cancelled', 'reminder')),
  booking text NOT NULL REFERENCES booking (id),
  -- {from, to, booth, before?: {from, to, booth}, reason?, expires?}: no name, no number of a person.
  facts jsonb NOT NULL,
  -- SEQUENCE of the calendar entry (RFC 5545), rising with every change of a booking.
  sequence integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  read_at timestamptz,
  mailed_at timestamptz,
  mail_tries integer NOT NULL DEFAULT 0,
  mail_after timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX notice_to_mail ON notice (mail_after) WHERE mailed_at IS NULL;
CREATE INDEX notice_person ON notice (person, id);
ALTER TABLE booking ADD sequence integer NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX notice_reminder ON notice (booking, sequence) WHERE kind = 'reminder';
