-- What a booth's kiosk found of itself: parts by name. No person, no booking, no sound, no picture.
CREATE TABLE booth_check (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  booth text NOT NULL REFERENCES booth (number),
  at timestamptz NOT NULL DEFAULT now(),
  faults text[] NOT NULL
    CHECK (faults <@ '{camera,microphone,speaker,line-out,line-in,browser}'::text[])
);
CREATE INDEX booth_check_newest ON booth_check (booth, at DESC);

-- A device test that an operator asked for: the code typed at the booth's kiosk, hashed, once.
CREATE TABLE booth_test (
  booth text PRIMARY KEY REFERENCES booth (number),
  code_hash text NOT NULL,
  expires_at timestamptz NOT NULL
);
