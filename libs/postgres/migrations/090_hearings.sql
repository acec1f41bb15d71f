-- Court hearings: who is booked for one, where they stand, and a minute to which lines are only ever added.

ALTER TABLE person DROP CONSTRAINT person_role_check,
  ADD CONSTRAINT person_role_check CHECK (role IN ('desk', 'attorney', 'oversight', 'operator', 'interpreter', 'clerk'));

CREATE TABLE hearing (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  case_number text NOT NULL CHECK (length(case_number) BETWEEN 1 AND 60),
  courtroom text NOT NULL CHECK (length(courtroom) BETWEEN 1 AND 60),
  during tstzrange NOT NULL CHECK (
    NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)
    AND NOT lower_inf(during) AND NOT upper_inf(during)
    AND isfinite(lower(during)) AND isfinite(upper(during))
  ),
  state text NOT NULL DEFAULT 'scheduled' CHECK (state IN ('scheduled', 'open', 'paused', 'adjourned', 'closed')),
  paused_by text CHECK (paused_by IN ('court', 'judge-lost')),
  floor integer,
  -- 128 random bits of the ledger's session, drawn when it opens.
  session text UNIQUE CHECK (session ~ '^[0-9a-f]{32}$'),
  -- Account of the clerk.
  made_by text NOT NULL REFERENCES person (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT hearing_session_known CHECK (state NOT IN ('open', 'paused', 'closed') OR session IS NOT NULL),
  CONSTRAINT hearing_courtroom_free EXCLUDE USING gist (courtroom WITH =, during WITH &&)
    WHERE (state NOT IN ('adjourned', 'closed'))
);
CREATE INDEX hearing_during ON hearing USING gist (during);

CREATE TABLE attendee (
  hearing text NOT NULL REFERENCES hearing (id) ON DELETE CASCADE,
  seat integer NOT NULL CHECK (seat BETWEEN 0 AND 63),
  role text NOT NULL CHECK (role IN
    ('judge', 'clerk', 'prosecutor', 'counsel', 'accused', 'witness', 'expert', 'interpreter', 'party')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  -- Seats that must not see, hear or be told of this one.
  protected_from integer[] NOT NULL DEFAULT '{}',
  -- Of the clerk, who enters by an account; all others have links.
  account text REFERENCES person (id),
  -- SHA-256 of the link, hex. The link itself is stored nowhere.
  link_hash text UNIQUE,
  link_expires timestamptz,
  -- Ed25519 public key of the device that used the link first; no other may use it.
  device bytea CHECK (length(device) = 32),
  standing text NOT NULL DEFAULT 'expected'
    CHECK (standing IN ('expected', 'waiting', 'admitted', 'released', 'removed')),
  ready boolean NOT NULL DEFAULT false,
  company text CHECK (company IN ('alone', 'with-others')),
  link_elsewhere boolean NOT NULL DEFAULT false,
  muted boolean NOT NULL DEFAULT false,
  affirmed text[] NOT NULL DEFAULT '{}' CHECK (affirmed <@ '{rights,oath}'::text[]),
  PRIMARY KEY (hearing, seat),
  CONSTRAINT attendee_link CHECK ((link_hash IS NULL) = (link_expires IS NULL) AND (device IS NULL OR link_hash IS NOT NULL))
);
CREATE INDEX attendee_account ON attendee (account) WHERE account IS NOT NULL;

-- A correction is a line of its own. Nothing here is ever changed; it goes with its hearing, when that is erased.
CREATE TABLE minute_line (
  hearing text NOT NULL REFERENCES hearing (id) ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('event', 'note', 'correction')),
  what text,
  seat integer,
  by_seat integer,
  text text,
  corrects integer,
  PRIMARY KEY (hearing, number),
  FOREIGN KEY (hearing, corrects) REFERENCES minute_line (hearing, number),
  CHECK ((kind = 'event') = (what IS NOT NULL)),
  CHECK ((kind = 'correction') = (corrects IS NOT NULL)),
  CHECK (corrects < number)
);

CREATE FUNCTION minute_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Its hearing is gone: this is the cascade of an erasure.
  IF tg_op = 'DELETE' AND NOT EXISTS (SELECT FROM hearing WHERE id = old.hearing) THEN
    RETURN old;
  END IF;
  RAISE EXCEPTION 'a minute is never changed: add a correction' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER minute_line_kept BEFORE UPDATE OR DELETE ON minute_line
  FOR EACH ROW EXECUTE FUNCTION minute_is_kept();
CREATE TRIGGER minute_line_never_emptied BEFORE TRUNCATE ON minute_line
  FOR EACH STATEMENT EXECUTE FUNCTION minute_is_kept();
