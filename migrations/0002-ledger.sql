-- The record of who did what: the entries, the Merkle tree over them, the signed checkpoints.
-- Rows are added and read, never changed.

create schema ledger;
grant usage on schema ledger to crier_app;

-- Entries carry their time in UTC and ISO form, which reads the same under every setting; only
-- other forms make this cast depend on the session.
create function ledger.instant(text) returns timestamptz
  language plpgsql immutable strict parallel safe set search_path = pg_catalog
  as $$ begin return $1::timestamptz; end $$;

-- body is the only truth: canonical JSON, the very text that the Merkle tree covers. What filters
-- need is computed from it by the database, so that neither changes without the other.
create table ledger.entry (
  body text not null check (octet_length(body) <= 65536),
  -- Made with a key that is not in the database, so that nobody can add entries by hand.
  seal bytea not null,
  council_id uuid not null generated always as ((body::json ->> 'council')::uuid) stored,
  id uuid not null generated always as ((body::json ->> 'id')::uuid) stored,
  at timestamptz not null generated always as (ledger.instant(body::json ->> 'at')) stored,
  action text not null generated always as (body::json ->> 'action') stored,
  actor text not null generated always as (body::json #>> '{actor,id}') stored,
  object_kind text not null generated always as (body::json #>> '{object,kind}') stored,
  object_id text not null generated always as (body::json #>> '{object,id}') stored,
  -- All that the entry names: its object, its clauses, the ids among its details.
  terms jsonb not null generated always as (
    jsonb_path_query_array(body::jsonb, 'strict $.**{2 to 3} ? (@.type() == "string")')
  ) stored,
  -- Which transaction wrote it: how the sequencer finds what was committed out of order.
  xid xid8 not null default pg_current_xact_id(),
  primary key (council_id, id)
);

create index entry_at on ledger.entry (council_id, at, id);
create index entry_action on ledger.entry (council_id, action, at, id);
create index entry_actor on ledger.entry (council_id, actor, at, id);
create index entry_terms on ledger.entry using gin (terms);
create index entry_xid on ledger.entry (xid, id);

-- One row for each entry in the tree. A leaf with an odd number of leaves before it completes
-- subtrees; their roots, 32 bytes each from the smallest to the largest, stand in its row.
create table ledger.leaf (
  council_id uuid not null,
  index bigint not null check (index >= 0),
  entry_id uuid not null,
  hash bytea not null,
  subtrees bytea not null,
  -- Made with a key that is not in the database: this entry stands at this place.
  seal bytea not null,
  primary key (council_id, index),
  unique (council_id, entry_id)
);

create table ledger.checkpoint (
  council_id uuid not null,
  size bigint not null check (size > 0),
  root bytea not null,
  -- The signed note, as anybody may keep it elsewhere.
  note text not null,
  at timestamptz not null,
  primary key (council_id, size)
);

grant select, insert (body, seal) on ledger.entry to crier_app;
grant select, insert on ledger.leaf, ledger.checkpoint to crier_app;

create function ledger.refuse_change() returns trigger
  language plpgsql set search_path = pg_catalog
  as $$ begin raise exception 'The ledger is only ever added to.' using errcode = 'insufficient_privilege'; end $$;

do $$
declare
  name text;
begin
  foreach name in array array['entry', 'leaf', 'checkpoint'] loop
    execute format('alter table ledger.%I enable row level security', name);
    execute format('alter table ledger.%I force row level security', name);
    execute format(
      'create policy council on ledger.%I using (council_id = platform.current_council())
         with check (council_id = platform.current_council())', name);
    -- For the functions below, which run as the owner: row-level security is forced on the owner too.
    execute format('create policy every_council on ledger.%I for select to current_user using (true)', name);
    execute format(
      'create trigger only_added_to before update or delete or truncate on ledger.%I
         for each statement execute function ledger.refuse_change()', name);
  end loop;
end
$$;

-- Councils with entries that are not in their tree yet, among those written at or after `since`.
create function ledger.waiting(since xid8) returns setof uuid
  language sql stable security definer set search_path = pg_catalog
  as $$
    select distinct e.council_id from ledger.entry e
    where e.xid >= since and not exists (
      select from ledger.leaf l where l.council_id = e.council_id and l.entry_id = e.id
    )
  $$;

-- Every council with anything in the ledger, found by leaping from one to the next.
create function ledger.councils() returns setof uuid
  language sql stable security definer set search_path = pg_catalog
  as $$
    with recursive in_entry (id) as (
      (select council_id from ledger.entry order by council_id limit 1)
      union all
      select (select e.council_id from ledger.entry e where e.council_id > i.id order by e.council_id limit 1)
      from in_entry i where i.id is not null
    ), in_checkpoint (id) as (
      (select council_id from ledger.checkpoint order by council_id limit 1)
      union all
      select (select c.council_id from ledger.checkpoint c where c.council_id > i.id order by c.council_id limit 1)
      from in_checkpoint i where i.id is not null
    )
    select id from in_entry where id is not null
    union
    select id from in_checkpoint where id is not null
  $$;

-- This council's entries that name something: a thing, a person, a clause; no more than `most`.
-- Row-level security keeps the application's own queries from this index, because its operator is
-- one that could leak what it reads.
create function ledger.naming(term text, most int) returns setof uuid
  language sql stable security definer set search_path = pg_catalog
  as $$
    select id from ledger.entry
    where terms ? term and council_id = platform.current_council()
    limit most
  $$;

do $$
declare
  name text;
begin
  foreach name in array array['waiting(xid8)', 'councils()', 'naming(text,int)'] loop
    execute format('revoke execute on function ledger.%s from public', name);
    execute format('grant execute on function ledger.%s to crier_app', name);
  end loop;
end
$$;
