-- Codes by which somebody sets a password: for an invitation and for a reset. Of the secret only its hash is here.

alter table person add column deactivated_at timestamptz;

create table access_code (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  person text not null references person (id) on delete cascade,
  purpose text not null check (purpose in ('invitation', 'reset')),
  -- Staff: a second officer confirms before there is a secret.
  needs_second boolean not null,
  asked_by text not null references person (id),
  asked_at timestamptz not null,
  confirmed_by text references person (id),
  secret_hash text unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  constraint access_not_own check (asked_by <> person),
  constraint access_two_officers check (confirmed_by <> asked_by and confirmed_by <> person),
  constraint access_second_before_secret check (secret_hash is null or not needs_second or confirmed_by is not null)
);
create unique index access_code_live on access_code (person) where used_at is null and withdrawn_at is null;
