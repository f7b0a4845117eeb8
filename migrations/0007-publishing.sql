-- Publishing: what the council says, who checked it, and the sending of it, exactly once.

create schema publishing;
grant usage on schema publishing to crier_app;

create table publishing.post (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  state text not null check (state in (
    'draft', 'submitted', 'returned', 'approved', 'scheduled', 'sending', 'sent', 'refused',
    'unconfirmed', 'held', 'withdrawn', 'removing', 'removed', 'discarded')),
  state_at timestamptz not null,
  state_by uuid,
  -- Something of it can be read on a network now.
  live boolean not null default false,
  version_id uuid not null,
  version_number int not null,
  -- What lists show, kept here so that a list is one statement.
  excerpt text not null,
  channel_ids uuid[] not null,
  author_ids uuid[] not null,
  thumbnail jsonb,
  -- The wall-clock time that a person chose keeps its zone; due_at is the instant that it means.
  schedule text check (schedule in ('as-soon-as-approved', 'at')),
  local_time text,
  zone text,
  due_at timestamptz,
  sent_at timestamptz,
  -- Who approved the current version.
  approved_by uuid,
  -- Who let it go: a publisher, whose rights are looked at again when it leaves.
  released_by uuid,
  released_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (council_id, id)
);
create index post_changed on publishing.post (council_id, changed_at desc, id desc);
create index post_due on publishing.post (council_id, due_at, id) where due_at is not null;
create index post_state on publishing.post (council_id, state, changed_at desc);
create index post_sent on publishing.post (council_id, sent_at desc) where sent_at is not null;
create index post_channels on publishing.post using gin (channel_ids);

-- A version is written once and never changed.
create table publishing.version (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  post_id uuid not null,
  number int not null,
  author_id uuid not null,
  based_on uuid,
  content jsonb not null,
  hash text not null,
  saved_at timestamptz not null,
  unique (post_id, number),
  foreign key (council_id, post_id) references publishing.post (council_id, id)
);

create table publishing.file (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  sha256 text not null,
  thumbnail_sha256 text not null,
  name text not null,
  type text not null,
  width int not null,
  height int not null,
  size int not null,
  changes text[] not null,
  last_alt text,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null
);
create index file_uploaded on publishing.file (council_id, id desc);

create table publishing.version_file (
  council_id uuid not null default platform.current_council(),
  version_id uuid not null references publishing.version,
  file_id uuid not null references publishing.file,
  primary key (version_id, file_id)
);
create index version_file_file on publishing.version_file (file_id);

create table publishing.attestation (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  post_id uuid not null,
  version_id uuid not null references publishing.version,
  by_id uuid not null,
  at timestamptz not null,
  stated jsonb not null
);
create index attestation_post on publishing.attestation (post_id);

create table publishing.verdict (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  post_id uuid not null,
  version_id uuid not null,
  action text not null,
  outcome text not null,
  verdict jsonb not null,
  at timestamptz not null
);
create index verdict_post on publishing.verdict (post_id);

create table publishing.decision (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  post_id uuid not null,
  version_id uuid not null references publishing.version,
  kind text not null check (kind in ('approved', 'returned')),
  by_id uuid not null,
  -- The approver's lowest level over the channels of the post, as it was then.
  level text not null,
  at timestamptz not null,
  reason text
);
create index decision_post on publishing.decision (post_id);
create unique index decision_approved on publishing.decision (version_id) where kind = 'approved';

create table publishing.clearance (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  post_id uuid not null,
  version_id uuid not null references publishing.version,
  by_id uuid not null,
  by_roles text[] not null,
  at timestamptz not null,
  reason text not null
);
create index clearance_post on publishing.clearance (post_id);

-- What else happened to a post, for its story. Words that people typed stay here, not in the ledger.
create table publishing.happening (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  post_id uuid not null,
  version_number int,
  delivery_id uuid,
  kind text not null,
  says text not null,
  clauses text[] not null default '{}',
  by_id uuid,
  at timestamptz not null
);
create index happening_post on publishing.happening (post_id);

-- One row for each item on each channel: the sending machine.
create table publishing.delivery (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  post_id uuid not null,
  version_id uuid not null references publishing.version,
  channel_id uuid not null,
  position int not null check (position >= 0),
  kind text not null check (kind in ('post', 'edit', 'delete')),
  state text not null check (state in (
    'due', 'claimed', 'sending', 'sent', 'refused', 'unconfirmed', 'held', 'withdrawn')),
  -- When it should leave, and when the machine looks at it next.
  due_at timestamptz not null,
  next_at timestamptz,
  claim_id uuid,
  lease_until timestamptz,
  attempt_id uuid,
  attempts int not null default 0,
  -- Tries that ended before anything was sent, and repeats after the network was read back.
  tries int not null default 0,
  repeats int not null default 0,
  answer_by timestamptz,
  -- What an edit or a delete is about.
  target_id text,
  remote_id text,
  address text,
  sent_at timestamptz,
  failure jsonb,
  held_why text,
  held_says text,
  held_clauses text[] not null default '{}',
  made_at timestamptz not null,
  foreign key (council_id, post_id) references publishing.post (council_id, id),
  unique (version_id, channel_id, position, kind),
  check (state <> 'claimed' or (claim_id is not null and lease_until is not null)),
  check (state <> 'sending' or (attempt_id is not null and answer_by is not null)),
  check (state <> 'sent' or sent_at is not null)
);
-- Two deliveries never claim the same post on a network as their own.
create unique index delivery_remote on publishing.delivery (channel_id, remote_id)
  where kind = 'post' and remote_id is not null;
create index delivery_due on publishing.delivery (council_id, next_at, id) where state = 'due';
create index delivery_claimed on publishing.delivery (council_id, lease_until)
  where state = 'claimed';
create index delivery_sending on publishing.delivery (council_id, answer_by)
  where state = 'sending';
create index delivery_unconfirmed on publishing.delivery (council_id, next_at)
  where state = 'unconfirmed';
create index delivery_post on publishing.delivery (post_id);

create table publishing.attempt (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  delivery_id uuid not null references publishing.delivery,
  number int not null,
  request_hash text not null,
  -- The network's own ids of the pictures that went with it: how it is known again there.
  media_ids text[] not null default '{}',
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text not null
    check (outcome in ('under-way', 'sent', 'not-sent', 'refused', 'unconfirmed')),
  failure jsonb,
  unique (delivery_id, number)
);

create table publishing.alarm (
  id uuid primary key,
  council_id uuid not null default platform.current_council(),
  post_id uuid not null,
  delivery_id uuid not null references publishing.delivery,
  kind text not null check (kind in ('overdue', 'stuck', 'unconfirmed', 'refused', 'held')),
  raised_at timestamptz not null,
  cleared_at timestamptz,
  cleared_by uuid,
  cleared_why text
);
create unique index alarm_open on publishing.alarm (delivery_id, kind) where cleared_at is null;
create index alarm_council on publishing.alarm (council_id, raised_at) where cleared_at is null;
create index alarm_post on publishing.alarm (post_id);

do $$
declare
  each text;
begin
  foreach each in array array[
    'post', 'version', 'file', 'version_file', 'attestation', 'verdict', 'decision', 'clearance',
    'happening', 'delivery', 'attempt', 'alarm'
  ] loop
    execute format('alter table publishing.%I enable row level security', each);
    execute format('alter table publishing.%I force row level security', each);
    execute format(
      'create policy council on publishing.%I using (council_id = platform.current_council())
         with check (council_id = platform.current_council())', each);
  end loop;
end
$$;

-- Nothing that was written down about a post can be changed or deleted by the application.
grant select, insert on publishing.version, publishing.version_file, publishing.attestation,
  publishing.verdict, publishing.decision, publishing.clearance, publishing.happening to crier_app;
grant select, insert, update on publishing.post, publishing.file, publishing.delivery,
  publishing.attempt, publishing.alarm to crier_app;

-- Who sends, and whether they are still there. No council's rows: one worker serves them all.
create table publishing.worker (
  id uuid primary key,
  started_at timestamptz not null,
  seen_at timestamptz not null
);
grant select, insert, update, delete on publishing.worker to crier_app;
