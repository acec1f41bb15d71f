-- The facility, its accounts, their sessions, and the enrolled kiosks.

create table facility (
  only_one boolean primary key default true check (only_one),
  name text not null check (length(name) between 1 and 120),
  zone text not null,
  created_at timestamptz not null default now()
);

create table person (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  username text not null unique,
  display_username text,
  role text not null check (role in ('desk', 'attorney', 'oversight', 'operator')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- `token` alone signs nobody in: the cookie also carries a MAC under a key that is not in the database.
create table sign_in_session (
  id text primary key,
  token text not null unique,
  person_id text not null references person (id) on delete cascade,
  expires_at timestamptz not null,
  seen_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sign_in_session_person on sign_in_session (person_id);

create table credential (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  person_id text not null references person (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credential_person on credential (person_id);

create table verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on verification (identifier);

-- Tries to sign in, counted per account and known device; `device` is '' for all unknown devices together.
-- `account` is a MAC of the name typed, because people type passwords into the wrong field.
create table sign_in_tries (
  account text not null,
  device text not null,
  since timestamptz not null,
  tries integer not null,
  primary key (account, device)
);
create index sign_in_tries_since on sign_in_tries (since);

create table kiosk_enrolment (
  code_hash text primary key,
  booth text not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table kiosk (
  token_hash text primary key,
  booth text not null,
  enrolled_at timestamptz not null default now(),
  revoked_at timestamptz
);
create unique index kiosk_one_per_booth on kiosk (booth) where revoked_at is null;
