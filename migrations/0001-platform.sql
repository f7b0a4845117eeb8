-- The ground under every slice: the application's role, the council of a transaction, jobs, secrets.

create schema if not exists platform;

-- The role that the application acts as. It owns nothing and cannot bypass row-level security.
do $$
begin
  if not exists (select from pg_roles where rolname = 'crier_app') then
    create role crier_app nologin nosuperuser nobypassrls noinherit;
  end if;
exception when duplicate_object or unique_violation then
  null;
end
$$;

do $$
begin
  execute format('grant crier_app to %I', current_user);
end
$$;

grant usage on schema platform to crier_app;

-- The council that the runner set for this transaction; null sees no council's rows at all.
create function platform.current_council() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('crier.council', true), '')::uuid $$;

grant execute on function platform.current_council() to crier_app;

-- Jobs are added in the transaction of the change that asks for them. The council comes from the
-- transaction, never from the caller, so that no slice can add a job for another council.
create function platform.add_job(
  name text, payload jsonb, run_at timestamptz, job_key text, max_attempts int, queue text
) returns void
  language plpgsql security definer set search_path = pg_catalog
  as $$
begin
  perform graphile_worker.add_job(
    name,
    (payload || jsonb_build_object('councilId', platform.current_council()))::json,
    queue_name => queue,
    run_at => run_at,
    max_attempts => max_attempts,
    job_key => job_key
  );
end
$$;

revoke execute on function platform.add_job(text, jsonb, timestamptz, text, int, text) from public;
grant execute on function platform.add_job(text, jsonb, timestamptz, text, int, text) to crier_app;
