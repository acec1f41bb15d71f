-- When a person last did something at a desk; what a page asks by itself does not count.
alter table sign_in_session add column touched_at timestamptz not null default now();
