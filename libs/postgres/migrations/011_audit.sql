-- What waits for the ledger. A chain is a session, or the one who vouches for entries that belong to none;
-- its row is locked while an entry is added, so that `seq` and `id` rise in the order of the commits.
CREATE TABLE chain (
  name text PRIMARY KEY,
  next integer NOT NULL
);

CREATE TABLE outbox (
  id bigserial PRIMARY KEY,
  chain text NOT NULL REFERENCES chain (name),
  seq integer NOT NULL,
  leaf jsonb NOT NULL,
  booking text REFERENCES booking (id),
  log_index bigint UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (chain, seq)
);
CREATE INDEX outbox_waiting ON outbox (id) WHERE log_index IS NULL;

-- Details and salt under a commitment, encrypted under the booking's key, which lives outside the database.
CREATE TABLE opening (
  commitment text PRIMARY KEY,
  booking text NOT NULL REFERENCES booking (id),
  sealed bytea NOT NULL
);
