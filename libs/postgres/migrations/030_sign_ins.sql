-- Sign-ins that somebody ended, for processes that keep sockets open with them. Expired ones are not among them.
create table ended_sign_in (
  id text primary key,
  at timestamptz not null default now()
);
create index ended_sign_in_at on ended_sign_in (at);
