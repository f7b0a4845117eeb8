-- People: councils, who works for them, what each may do, and how they sign in.

create schema people;

-- better-auth reads and writes as this role: sign-in has to find a person before the council is
-- known, so its policies are not bound to one. It sees the sign-in tables and nothing else.
do $$
begin
  if not exists (select from pg_roles where rolname = 'crier_signin') then
    create role crier_signin nologin nosuperuser nobypassrls noinherit;
  end if;
exception when duplicate_object or unique_violation then
  null;
end
$$;

do $$
begin
  execute format('grant crier_signin to %I', current_user);
end
$$;

grant usage on schema people to crier_app, crier_signin;
grant usage on schema platform to crier_signin;
grant execute on function platform.current_council() to crier_signin;

create table people.council (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
  name text not null,
  nation text not null check (nation in ('E', 'W', 'S', 'NI')),
  zone text not null default 'Europe/London',
  demo boolean not null default false,
  second_factor_for text not null default 'administrators'
    check (second_factor_for in ('nobody', 'administrators', 'everyone')),
  invitation_days int not null default 7 check (invitation_days between 1 and 30),
  created_at timestamptz not null
);

-- The user model of better-auth. An address belongs to one person of the whole installation: it
-- decides the council at sign-in.
create table people.person (
  id uuid primary key,
  council_id uuid not null references people.council,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  status text not null default 'active' check (status in ('active', 'left')),
  experienced boolean not null default false,
  access_until timestamptz,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null default now(),
  unique (council_id, id)
);

create table people.role_grant (
  council_id uuid not null,
  person_id uuid not null,
  role text not null,
  -- What the directory gave, the directory takes away; what a person gave, a person does.
  source text not null check (source in ('crier', 'directory')),
  granted_at timestamptz not null,
  primary key (person_id, role, source),
  foreign key (council_id, person_id) references people.person (council_id, id) on delete cascade
);

create table people.channel_level (
  council_id uuid not null,
  person_id uuid not null,
  channel_id uuid not null,
  level text not null check (level in ('contributor', 'publisher', 'approver', 'administrator')),
  granted_at timestamptz not null,
  primary key (person_id, channel_id),
  foreign key (council_id, person_id) references people.person (council_id, id) on delete cascade
);
create index channel_level_channel on people.channel_level (channel_id);

create table people.suspension (
  id uuid primary key,
  council_id uuid not null,
  person_id uuid not null,
  -- Null: everywhere.
  channel_id uuid,
  reason text not null,
  from_at timestamptz not null,
  until_at timestamptz check (until_at > from_at),
  by_id uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  foreign key (council_id, person_id) references people.person (council_id, id) on delete cascade
);
create unique index suspension_one_at_a_time
  on people.suspension (person_id, channel_id) nulls not distinct where ended_at is null;

create table people.lockdown (
  id uuid primary key,
  council_id uuid not null references people.council,
  reason text not null,
  from_at timestamptz not null,
  until_at timestamptz check (until_at > from_at),
  by_id uuid not null,
  ended_at timestamptz,
  ended_by uuid
);
create unique index lockdown_one_at_a_time on people.lockdown (council_id) where ended_at is null;

create table people.invitation (
  id uuid primary key,
  council_id uuid not null references people.council,
  email text not null check (email = lower(email)),
  name text not null,
  roles text[] not null,
  levels jsonb not null,
  access_until timestamptz,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- The hash of the secret in the link; a new link replaces it.
  token_hash text not null unique,
  accepted_at timestamptz,
  withdrawn_at timestamptz
);
create unique index invitation_one_open on people.invitation (council_id, email)
  where accepted_at is null and withdrawn_at is null;

create table people.single_sign_on (
  council_id uuid primary key references people.council,
  enabled boolean not null,
  issuer text not null,
  client_id text not null,
  -- Sealed with the council's id as associated data.
  client_secret text,
  groups_claim text not null,
  group_roles jsonb not null,
  counts_as_second_factor boolean not null,
  changed_at timestamptz not null
);

-- From here on the tables of better-auth, with our names.
create table people.session (
  id uuid primary key,
  council_id uuid not null,
  person_id uuid not null,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  second_factor boolean not null default false,
  created_at timestamptz not null,
  -- Also when it was last seen, to within some minutes.
  updated_at timestamptz not null,
  foreign key (council_id, person_id) references people.person (council_id, id) on delete cascade
);
create index session_person on people.session (person_id);

create table people.account (
  id uuid primary key,
  council_id uuid not null,
  person_id uuid not null,
  -- 'credential' for a password; 'directory' for single sign-on.
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (council_id, provider_id, account_id),
  foreign key (council_id, person_id) references people.person (council_id, id) on delete cascade
);
create index account_person on people.account (person_id);

create table people.two_factor (
  id uuid primary key,
  council_id uuid not null,
  person_id uuid not null unique,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count int not null default 0,
  locked_until timestamptz,
  foreign key (council_id, person_id) references people.person (council_id, id) on delete cascade
);

create table people.passkey (
  id uuid primary key,
  council_id uuid not null,
  person_id uuid not null,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz,
  foreign key (council_id, person_id) references people.person (council_id, id) on delete cascade
);
create index passkey_person on people.passkey (person_id);

-- Short-lived secrets of sign-in: challenges, codes under way, password resets. No council's rows.
create table people.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier on people.verification (identifier);

-- Failed attempts, by a keyed hash of what was tried: it must not tell which addresses exist.
create table people.sign_in_attempt (
  key text primary key,
  failures int not null,
  since timestamptz not null,
  locked_until timestamptz
);

-- better-auth knows nothing of councils: a sign-in row takes the council of its person.
create function people.take_council() returns trigger
  language plpgsql as $$
begin
  new.council_id := (select council_id from people.person where id = new.person_id);
  return new;
end
$$;

create trigger take_council before insert or update of person_id, council_id on people.session
  for each row execute function people.take_council();
create trigger take_council before insert or update of person_id, council_id on people.account
  for each row execute function people.take_council();
create trigger take_council before insert or update of person_id, council_id on people.two_factor
  for each row execute function people.take_council();
create trigger take_council before insert or update of person_id, council_id on people.passkey
  for each row execute function people.take_council();

-- One row at most, made with the first council: two set-ups at once cannot both succeed.
create table people.installation (
  only_one boolean primary key default true check (only_one),
  set_up_at timestamptz not null
);
grant select, insert on people.installation to crier_app;
grant select on people.installation to crier_signin;

do $$
declare
  t text;
begin
  alter table people.council enable row level security;
  alter table people.council force row level security;
  create policy council on people.council to crier_app
    using (id = platform.current_council()) with check (id = platform.current_council());
  foreach t in array array[
    'person', 'role_grant', 'channel_level', 'suspension', 'lockdown', 'invitation',
    'single_sign_on', 'session', 'account', 'two_factor', 'passkey', 'verification',
    'sign_in_attempt'
  ] loop
    execute format('alter table people.%I enable row level security', t);
    execute format('alter table people.%I force row level security', t);
    if t not in ('verification', 'sign_in_attempt') then
      execute format(
        'create policy council on people.%I to crier_app
           using (council_id = platform.current_council())
           with check (council_id = platform.current_council())', t);
    end if;
  end loop;
  foreach t in array array[
    'council', 'person', 'role_grant', 'suspension', 'invitation', 'single_sign_on', 'session',
    'account', 'two_factor', 'passkey', 'verification', 'sign_in_attempt'
  ] loop
    execute format(
      'create policy signin on people.%I to crier_signin using (true) with check (true)', t);
  end loop;
end
$$;

grant select, insert, update on people.council to crier_app;
grant select, insert, update, delete on people.person, people.role_grant, people.channel_level,
  people.suspension, people.lockdown, people.invitation, people.single_sign_on to crier_app;
-- The application ends sessions and shows where they are; it never reads a secret.
grant select (id, council_id, person_id, expires_at, ip_address, user_agent, second_factor,
  created_at, updated_at), delete on people.session to crier_app;
grant select (id, council_id, person_id, provider_id, account_id), insert, delete
  on people.account to crier_app;
grant select (id, council_id, person_id, verified), delete on people.two_factor to crier_app;
grant select (id, council_id, person_id), delete on people.passkey to crier_app;

grant select on people.council, people.role_grant, people.suspension, people.invitation,
  people.single_sign_on to crier_signin;
grant select, update (email_verified, two_factor_enabled, updated_at) on people.person
  to crier_signin;
grant select, insert, update, delete on people.session, people.account, people.two_factor,
  people.passkey, people.verification, people.sign_in_attempt to crier_signin;
