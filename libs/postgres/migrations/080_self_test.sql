-- How the last self-test of the gateway went that could be run. One row: while it let something through, no booth opens.
CREATE TABLE self_test (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  -- Calendar day of the facility.
  day date NOT NULL,
  at timestamptz NOT NULL,
  tried integer NOT NULL CHECK (tried > 0),
  refused integer NOT NULL CHECK (refused BETWEEN 0 AND tried),
  -- Names from the list of tries, nothing else.
  let_through text[] NOT NULL
);
