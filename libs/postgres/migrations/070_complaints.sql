-- What somebody said of a consultation: not private, not heard. Names nobody, and nothing here is ever changed or taken away:
-- kind and role stand in the entry, who and where under its commitment, under the key of the complaint's own id.
CREATE TABLE complaint (
  -- Drawn by the device and bound to it, so that what is sent again is the same complaint.
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  of_booking boolean NOT NULL,
  -- When it was said; the device may have had to keep it.
  said_at timestamptz NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX complaint_newest ON complaint (at DESC);
CREATE INDEX outbox_complaint ON outbox (booking) WHERE leaf ->> 'type' = 'complaint.made';
