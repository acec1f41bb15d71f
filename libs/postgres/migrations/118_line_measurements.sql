-- What the building's line carried when it was tested against its far end: kbit/s of each direction. Nobody is in it.
CREATE TABLE line_measurement (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  up integer NOT NULL CHECK (up > 0),
  down integer NOT NULL CHECK (down > 0),
  at timestamptz NOT NULL
);
CREATE INDEX line_measurement_at ON line_measurement (at);
