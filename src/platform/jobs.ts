import {
  Logger,
  parseCronItems,
  type Runner,
  run as runWorker,
  type TaskList,
} from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import { Gauge } from 'prom-client'
import { z } from 'zod'
import { type SystemCaller, system } from './caller.ts'
import { type Writer, write } from './database.ts'
import { type Log, maskAddresses } from './log.ts'
import type { Metrics } from './metrics.ts'

/** A job is data: its name, the shape of its payload, how often it may be tried. */
export interface Job<Payload extends z.ZodObject = z.ZodObject> {
  readonly name: string
  readonly payload: Payload
  readonly maxAttempts: number
}

export function defineJob<Payload extends z.ZodObject>(job: Job<Payload>): Job<Payload> {
  return job
}

export interface JobHandler {
  readonly name: string
  run(sent: unknown): Promise<void>
}

const inCouncil = z.object({ councilId: z.uuid() })

/** Binds a job to the code that does it. It works between commands, never inside a transaction. */
export function handles<Payload extends z.ZodObject>(
  job: Job<Payload>,
  work: (caller: SystemCaller, payload: z.output<Payload>) => Promise<void>,
): JobHandler {
  return {
    name: job.name,
    run: async (sent) => {
      const { councilId } = inCouncil.parse(sent)
      await work(system(councilId, job.name), job.payload.parse(sent))
    },
  }
}

/** Work that comes round by the clock, once for the whole installation. */
export interface Round {
  readonly name: string
  /** Crontab form, in UTC: `* * * * *` is every minute. */
  readonly every: string
  run(): Promise<void>
}

export interface AddJob {
  readonly runAt?: Temporal.Instant
  /** A later job with the same key replaces one that has not started. */
  readonly key?: string
  /** Jobs in one queue run one after another. */
  readonly queue?: string
}

/** Adds a job in the caller's transaction: no commit, no job. */
export async function addJob<Payload extends z.ZodObject>(
  db: Writer,
  job: Job<Payload>,
  payload: z.input<Payload>,
  options: AddJob = {},
): Promise<void> {
  const body = JSON.stringify(job.payload.parse(payload))
  const { runAt = null, key = null, queue = null } = options
  await sql`select platform.add_job(${job.name}, ${body}::jsonb, ${runAt}::timestamptz, ${key}, ${job.maxAttempts}::int, ${queue})`.execute(
    write(db),
  )
}

export interface JobRunner {
  readonly pool: pg.Pool
  readonly log: Log
  readonly metrics: Metrics
  readonly handlers: readonly JobHandler[]
  readonly rounds: readonly Round[]
  readonly concurrency?: number
}

/** Starts working through jobs; stop() lets those under way end. */
export async function startJobs(parts: JobRunner): Promise<{ stop(): Promise<void> }> {
  const { log, metrics } = parts
  const counted = (name: string, work: (payload: unknown) => Promise<void>) => {
    return async (payload: unknown) => {
      try {
        await work(payload)
        metrics.jobs.inc({ job: name, outcome: 'done' })
      } catch (error) {
        metrics.jobs.inc({ job: name, outcome: 'failed' })
        log.error({ err: error, job: name }, 'a job failed')
        throw error
      }
    }
  }
  const taskList: TaskList = {}
  for (const handler of parts.handlers) taskList[handler.name] = counted(handler.name, handler.run)
  for (const round of parts.rounds) taskList[round.name] = counted(round.name, () => round.run())
  const runner: Runner = await runWorker({
    pgPool: parts.pool,
    taskList,
    parsedCronItems: parseCronItems(
      parts.rounds.map((round) => ({
        task: round.name,
        match: round.every,
        identifier: round.name,
        // A round missed while nothing ran is not made up for: the next one sees everything.
        options: { backfillPeriod: 0, maxAttempts: 1, jobKey: round.name },
      })),
    ),
    concurrency: parts.concurrency ?? 4,
    pollInterval: 500,
    noHandleSignals: true,
    // The worker's own talk is for debugging; failures are logged above, with the job's name.
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error({ from: 'jobs' }, maskAddresses(message))
      else log.debug({ from: 'jobs' }, maskAddresses(message))
    }),
  })
  runner.events.on('job:failed', ({ job, error }) => {
    metrics.jobs.inc({ job: job.task_identifier, outcome: 'given-up' })
    const facts = { job: job.task_identifier, attempts: job.attempts, err: error }
    log.error(facts, 'a job was given up: nobody tries it again until a person looks')
  })
  return { stop: () => runner.stop() }
}

const kept = `
  select task_identifier as job, count(*)::int as many,
    case when attempts >= max_attempts then 'given-up'
      when run_at < now() - interval '5 minutes' then 'overdue' else 'waiting' end as state
  from graphile_worker.jobs group by 1, 3`

/** Figures of the jobs that are kept, whichever process did or dropped them. */
export function countJobs(pool: pg.Pool, { registry }: Metrics): void {
  const gauge = new Gauge({
    name: 'crier_jobs_kept',
    help: 'Jobs in the database, by name and state: waiting, overdue or given up.',
    labelNames: ['job', 'state'],
    registers: [registry],
    async collect() {
      const { rows } = await pool.query<{ job: string; state: string; many: number }>(kept)
      gauge.reset()
      for (const { job, state, many } of rows) gauge.set({ job, state }, many)
    },
  })
}
