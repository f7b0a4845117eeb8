-- Policy: which packs bind a council, what it chose for itself, and how the public reaches it.

create schema policy;
grant usage on schema policy to crier_app;

-- One row for each time that a pack was bound; the open ones bind now.
create table policy.pack_binding (
  id uuid primary key,
  council_id uuid not null,
  pack text not null,
  -- As shipped when it was bound.
  version int not null,
  bound_at timestamptz not null,
  bound_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  check ((ended_at is null) = (ended_by is null))
);
create unique index pack_binding_once on policy.pack_binding (council_id, pack) where ended_at is null;

-- The council's own choices; a choice that was replaced or taken back stays as history.
create table policy.setting (
  id uuid primary key,
  council_id uuid not null,
  key text not null,
  value jsonb not null,
  reason text not null,
  chosen_at timestamptz not null,
  chosen_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  check ((ended_at is null) = (ended_by is null))
);
create unique index setting_once on policy.setting (council_id, key) where ended_at is null;
create index setting_history on policy.setting (council_id, key, chosen_at);

-- The council's own contact details, which are no one's personal data.
create table policy.contact_detail (
  council_id uuid not null,
  kind text not null check (kind in ('mail-domain', 'service-mailbox', 'email', 'phone', 'address')),
  value text not null,
  primary key (council_id, kind, value)
);

do $$
declare name text;
begin
  foreach name in array array['pack_binding', 'setting', 'contact_detail'] loop
    execute format('alter table policy.%I enable row level security', name);
    execute format('alter table policy.%I force row level security', name);
    execute format(
      'create policy council on policy.%I using (council_id = platform.current_council())
        with check (council_id = platform.current_council())', name);
  end loop;
end
$$;

-- History is added to and ended, never rewritten.
grant select, insert on policy.pack_binding, policy.setting to crier_app;
grant update (ended_at, ended_by) on policy.pack_binding, policy.setting to crier_app;
grant select, insert, delete on policy.contact_detail to crier_app;
