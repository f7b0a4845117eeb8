-- Channels: the accounts that the council owns, and how Crier is signed in to each.

create schema channels;
grant usage on schema channels to crier_app;

create table channels.channel (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  name text not null,
  network text not null,
  purpose text not null,
  owner_id uuid not null,
  deputy_id uuid,
  recovery_email text,
  status text not null check (status in ('planned', 'active', 'paused', 'closed')),
  status_reason text,
  status_at timestamptz not null,
  connection text not null default 'none'
    check (connection in ('none', 'connected', 'signed-out', 'missing-right')),
  connection_at timestamptz not null,
  connection_reason text,
  -- A look at the network is under way; what was known before still counts meanwhile.
  checking boolean not null default false,
  -- {id, handle, name, address, avatar}: as the network told it at the last check.
  account jsonb,
  rights text[] not null default '{}',
  missing_rights text[] not null default '{}',
  checked_at timestamptz,
  token_ends_at timestamptz,
  -- {at, kind, code, words}: the last check that failed, as the network put it.
  fault jsonb,
  limits jsonb,
  limits_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  unique (council_id, id)
);

-- An account stands on the register once. Ids are the network's own, which may be one server's.
create unique index channel_account
  on channels.channel (council_id, network, (account ->> 'id'), (account ->> 'address'))
  where status <> 'closed' and account is not null;

create unique index channel_name on channels.channel (council_id, lower(name))
  where status <> 'closed';

-- What the network gave, sealed with this row's id as associated data. The old one stays until it
-- has been handed back.
create table channels.credential (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  channel_id uuid not null,
  sealed text not null check (length(sealed) > 20),
  state text not null check (state in ('current', 'handing-back')),
  made_at timestamptz not null,
  foreign key (council_id, channel_id) references channels.channel (council_id, id)
);
create unique index credential_current on channels.credential (channel_id) where state = 'current';
create index credential_channel on channels.credential (council_id, channel_id);

-- A person is away at the network. The state that comes back is kept as a hash and works once.
create table channels.connecting (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  channel_id uuid not null,
  person_id uuid not null,
  state_hash text not null unique,
  sealed text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (council_id, channel_id) references channels.channel (council_id, id)
);
create index connecting_channel on channels.connecting (council_id, channel_id);

do $$
declare
  each text;
begin
  foreach each in array array['channel', 'credential', 'connecting'] loop
    execute format('alter table channels.%I enable row level security', each);
    execute format('alter table channels.%I force row level security', each);
    execute format(
      'create policy council on channels.%I using (council_id = platform.current_council())
         with check (council_id = platform.current_council())', each);
  end loop;
end
$$;

grant select, insert, update on channels.channel to crier_app;
grant select, insert, update, delete on channels.credential, channels.connecting to crier_app;
