-- What gave way on the line, and when: a word of libs/link (GIVING_WAY and what comes after it) and a direction. Nobody is in it.
CREATE TABLE line_step (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  code text NOT NULL CHECK (code <> ''),
  direction text CHECK (direction IN ('up', 'down')),
  since timestamptz NOT NULL,
  until timestamptz CHECK (until >= since)
);
CREATE UNIQUE INDEX line_step_running ON line_step (code, coalesce(direction, '')) WHERE until IS NULL;
CREATE INDEX line_step_since ON line_step (since);
