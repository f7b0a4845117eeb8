-- The practice network: a stand-in for a service OUTSIDE Crier. Its tables hold what such a service
-- would hold, and no council's rows, so there is no row-level security here: Crier meets this data
-- only as any stranger does, over HTTP with a token.

create schema practice;

create sequence practice.number;

-- Ids sort by time, as the original's do: milliseconds, then sixteen bits that count.
create function practice.next_id(at timestamptz) returns bigint
  language sql volatile
  as $$
    select (extract(epoch from at) * 1000)::bigint * 65536
      + (nextval('practice.number') & 65535)
  $$;

-- Instants as the API writes them.
create function practice.iso(at timestamptz) returns text
  language sql immutable
  as $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

create table practice.account (
  id bigint primary key,
  username text not null check (username ~ '^[A-Za-z0-9_]{1,30}$'),
  display_name text not null check (length(display_name) <= 100),
  note text not null default '' check (length(note) <= 2000),
  -- Null for residents: nobody can sign in as one.
  password_hash text,
  resident boolean not null default false,
  created_at timestamptz not null
);
create unique index account_username on practice.account (lower(username));

create table practice.app (
  id bigint primary key,
  client_id text not null unique,
  secret_sha256 text not null,
  name text not null,
  website text,
  redirect_uris text[] not null,
  scopes text[] not null,
  created_at timestamptz not null
);

create table practice.code (
  sha256 text primary key,
  app_id bigint not null references practice.app on delete cascade,
  account_id bigint not null references practice.account on delete cascade,
  redirect_uri text not null,
  scopes text[] not null,
  challenge text,
  expires_at timestamptz not null
);

create table practice.token (
  sha256 text primary key,
  app_id bigint not null references practice.app on delete cascade,
  -- Null for a token of the app itself.
  account_id bigint references practice.account on delete cascade,
  scopes text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);

create table practice.status (
  id bigint primary key,
  account_id bigint not null references practice.account on delete cascade,
  text text not null,
  spoiler text not null default '',
  sensitive boolean not null default false,
  visibility text not null check (visibility in ('public', 'unlisted', 'private', 'direct')),
  language text,
  in_reply_to_id bigint references practice.status on delete set null,
  in_reply_to_account_id bigint references practice.account on delete set null,
  reblog_of_id bigint references practice.status on delete cascade,
  app_name text,
  created_at timestamptz not null,
  edited_at timestamptz
);
create index status_account on practice.status (account_id, id desc);
create index status_reply on practice.status (in_reply_to_id) where in_reply_to_id is not null;
create unique index status_reblog on practice.status (account_id, reblog_of_id)
  where reblog_of_id is not null;
create index status_reblogs on practice.status (reblog_of_id) where reblog_of_id is not null;

create table practice.idempotency (
  account_id bigint not null references practice.account on delete cascade,
  key text not null,
  -- No reference: a key is remembered although its status was deleted.
  status_id bigint,
  created_at timestamptz not null,
  primary key (account_id, key)
);
create index idempotency_age on practice.idempotency (created_at);

create table practice.edit (
  status_id bigint not null references practice.status on delete cascade,
  number integer not null,
  text text not null,
  spoiler text not null,
  sensitive boolean not null,
  media jsonb not null,
  created_at timestamptz not null,
  primary key (status_id, number)
);

create table practice.media (
  id bigint primary key,
  account_id bigint not null references practice.account on delete cascade,
  status_id bigint references practice.status on delete set null,
  position integer not null default 0,
  sha256 text not null,
  type text not null,
  width integer not null,
  height integer not null,
  description text not null default '' check (length(description) <= 6000),
  focus_x real not null default 0,
  focus_y real not null default 0,
  created_at timestamptz not null
);
create index media_status on practice.media (status_id, position);

create table practice.tag (
  status_id bigint not null references practice.status on delete cascade,
  name text not null,
  primary key (name, status_id)
);
create index tag_status on practice.tag (status_id);

create table practice.mention (
  status_id bigint not null references practice.status on delete cascade,
  account_id bigint not null references practice.account on delete cascade,
  primary key (status_id, account_id)
);

-- What an account did with a status: favourite, bookmark, pin.
create table practice.mark (
  account_id bigint not null references practice.account on delete cascade,
  status_id bigint not null references practice.status on delete cascade,
  kind text not null check (kind in ('favourite', 'bookmark', 'pin')),
  created_at timestamptz not null,
  primary key (status_id, kind, account_id)
);
create index mark_account on practice.mark (account_id, kind, status_id desc);

-- How an account stands to another: follow, mute, block.
create table practice.relation (
  account_id bigint not null references practice.account on delete cascade,
  other_id bigint not null references practice.account on delete cascade,
  kind text not null check (kind in ('follow', 'mute', 'block')),
  created_at timestamptz not null,
  primary key (account_id, kind, other_id),
  check (account_id <> other_id)
);
create index relation_other on practice.relation (other_id, kind);

create table practice.notification (
  id bigint primary key,
  account_id bigint not null references practice.account on delete cascade,
  kind text not null check (kind in ('mention', 'favourite', 'reblog', 'follow')),
  from_account_id bigint not null references practice.account on delete cascade,
  status_id bigint references practice.status on delete cascade,
  created_at timestamptz not null
);
create index notification_account on practice.notification (account_id, id desc);

-- What a resident will say, and when. The key lets many processes plan the same reply once.
create table practice.resident_reply (
  status_id bigint not null references practice.status on delete cascade,
  resident text not null,
  text text not null,
  due_at timestamptz not null,
  done_at timestamptz,
  primary key (status_id, resident)
);
create index resident_reply_due on practice.resident_reply (due_at) where done_at is null;

grant usage on schema practice to crier_app;
grant usage on sequence practice.number to crier_app;
grant execute on function practice.next_id(timestamptz), practice.iso(timestamptz) to crier_app;
grant select, insert, update, delete on all tables in schema practice to crier_app;
