import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import {
  channelHandlers,
  channelRounds,
  channelsRoutes,
  connectContract,
  connectPlugin,
} from './channels/index.ts'
import type { App, Place } from './commands/index.ts'
import { fillDemo, howToSignIn } from './demo.ts'
import {
  allCouncils,
  appendSealedBy,
  type LedgerKeys,
  ledgerKeys,
  ledgerRoutes,
  readKept,
  reportOf,
  startSequencer,
  verify as verifyLedger,
} from './ledger/index.ts'
import {
  createNetworks,
  createPracticeServer,
  type Networks,
  startResidents,
} from './networks/index.ts'
import {
  createPeople,
  doorstepContract,
  guard,
  type People,
  peopleJobs,
  peopleRounds,
  peopleRoutes,
  setUpCode,
  signInContract,
} from './people/index.ts'
import { machineClock } from './platform/clock.ts'
import { openOwnerPool, openPool } from './platform/database.ts'
import { createDoor, type Door } from './platform/door.ts'
import { type FileStore, folderFiles } from './platform/files.ts'
import { home } from './platform/home.ts'
import { createHttp } from './platform/http.ts'
import { countJobs, startJobs } from './platform/jobs.ts'
import { type Live, startLive } from './platform/live.ts'
import { createLog, type Log } from './platform/log.ts'
import { createMailer, type Mailer } from './platform/mail.ts'
import { createMetrics, type Metrics } from './platform/metrics.ts'
import { described, type NamedTable, openApi, openApiPage } from './platform/openapi.ts'
import type { RouteTable } from './platform/routes.ts'
import type { Settings } from './platform/settings.ts'
import { serveWeb } from './platform/web-files.ts'
import { policyRoutes } from './policy/index.ts'
import {
  createSender,
  mediaContract,
  mediaPlugin,
  publishingRoutes,
  sendingMetrics,
  subscribePublishing,
  usualPace,
} from './publishing/index.ts'

// News comes down the order of the slices: here they are told of one another, once.
subscribePublishing()

/** Everything that the parts of one process share. */
export interface Parts {
  readonly settings: Settings
  readonly databaseUrl: string
  readonly log: Log
  readonly metrics: Metrics
  readonly pool: pg.Pool
  readonly ownerPool: pg.Pool
  readonly live: Live
  readonly mailer: Mailer
  readonly keys: LedgerKeys
  readonly door: Door
  readonly people: People
  readonly networks: Networks
  readonly files: FileStore
}

export async function openParts(
  { settings, databaseUrl }: Place,
  log = createLog(settings.logLevel),
): Promise<Parts> {
  const metrics = createMetrics()
  const pool = openPool(databaseUrl, { max: settings.databaseConnections })
  const ownerPool = openOwnerPool(databaseUrl, 8)
  const live = await startLive(databaseUrl, ownerPool, log)
  countJobs(ownerPool, metrics)
  const keys = ledgerKeys(settings.sealingKeys)
  const clock = machineClock
  const committed = live.changed
  const door = createDoor({ pool, append: appendSealedBy(keys), clock, committed, guard })
  const { publicAddress, sealingKeys } = settings
  const mailer = createMailer(settings.smtpUrl, settings.mailFrom)
  const people = createPeople({ door, databaseUrl, clock, log, mailer, publicAddress, sealingKeys })
  const networks = createNetworks({ practiceAddress: settings.practice?.address ?? null })
  const folder = join(settings.dataFolder, 'files')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const files = folderFiles(folder)
  const own = { settings, databaseUrl, log, metrics, pool, ownerPool, live, keys, mailer }
  return { ...own, door, people, networks, files }
}

export async function closeParts(parts: Parts): Promise<void> {
  await parts.live.stop()
  await parts.people.close()
  await Promise.all([parts.pool.end(), parts.ownerPool.end()])
}

/** The requests that the door answers. */
export const routeTables = ({
  keys,
  networks,
  settings,
  mailer,
}: Parts): { slice: string; table: RouteTable }[] => [
  { slice: 'Publishing', table: publishingRoutes },
  { slice: 'Channels', table: channelsRoutes(networks) },
  { slice: 'People', table: peopleRoutes({ ...settings, mailReady: mailer.ready }) },
  { slice: 'Policy', table: policyRoutes },
  { slice: 'Ledger', table: ledgerRoutes(keys) },
]

/** Those that plugins answer, because the network or the sign-in is called between two commands. */
const besideTheDoor: readonly NamedTable[] = [
  { slice: 'Sign-in', table: described(signInContract, 'Anyone; what it opens is up to sign-in.') },
  { slice: 'Doorstep', table: described(doorstepContract, 'Anyone, signed in or not.') },
  { slice: 'Media', table: described(mediaContract, 'People who may write posts.') },
  { slice: 'Channels', table: described(connectContract, 'As the channel’s other requests.') },
]

/** One process: it answers browsers, does jobs, or both. */
export async function createApp(place: Place, log?: Log): Promise<App> {
  const parts = await openParts(place, log)
  const closers: (() => Promise<unknown>)[] = []
  return {
    async listen() {
      const app = await createServer(parts)
      await app.listen({ port: parts.settings.port, host: parts.settings.host })
      closers.unshift(async () => {
        app.server.closeAllConnections()
        await app.close()
      })
      closers.unshift(await servePractice(parts))
    },
    async startWork() {
      closers.unshift(await startBackground(parts))
    },
    async close() {
      for (const close of closers) await close()
      await closeParts(parts)
    },
  }
}

/** The HTTP server with all slices mounted, not listening yet. */
export async function createServer(parts: Parts): Promise<FastifyInstance> {
  const { settings, door, people, networks } = parts
  const tables = routeTables(parts)
  const { publicAddress, sealingKeys: keys } = settings
  const { authenticate, sessionOf } = people
  const app = await createHttp({
    ...{ door, log: parts.log, metrics: parts.metrics, live: parts.live, publicAddress },
    routes: tables.map(({ table }) => table),
    ...{ trustedProxies: settings.trustedProxies, metricsToken: settings.metricsToken },
    ...{ authenticate, sessionOf },
    ready: async () => {
      await parts.pool.query('select 1')
    },
    perMinute: 600,
  })
  await app.register(people.plugin)
  await app.register(connectPlugin({ door, networks, keys, publicAddress, authenticate }))
  await app.register(mediaPlugin({ door, files: parts.files, authenticate }))
  const documented = [...tables, ...besideTheDoor]
  app.get('/api/openapi.json', () => openApi(documented, publicAddress))
  app.get('/api/docs', (_request, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .type('text/html; charset=utf-8')
      .send(openApiPage(documented)),
  )
  await serveWeb(app, join(home, 'dist/web'))
  return app
}

/** The practice network at its own address, with its residents. Resolves to how to stop it. */
export async function servePractice(parts: Parts): Promise<() => Promise<void>> {
  const { practice, host } = parts.settings
  if (practice === null) return async () => {}
  const { pool, files, log } = parts
  const server = createPracticeServer({
    ...{ pool, files, publicAddress: practice.address },
    trustProxy: [...parts.settings.trustedProxies],
    onDefect: (err, route) => log.error({ err, route }, 'a defect in the practice network'),
  })
  await server.listen({ port: practice.port, host })
  const residents = await startResidents({
    pool,
    onDefect: (err) => log.error({ err }, 'the residents of the practice network stumbled'),
  })
  return async () => {
    await residents.stop()
    server.server.closeAllConnections()
    await server.close()
  }
}

/** The jobs and the ledger's sequencer. Resolves to how to stop them. */
async function startBackground(parts: Parts): Promise<() => Promise<void>> {
  const { settings, log, metrics, ownerPool, pool, door, networks, keys, people, files } = parts
  const { mailer } = parts
  const { publicAddress, sealingKeys } = settings
  const work = {
    ...{ door, pool, networks, files, log, keys: sealingKeys, clock: machineClock },
    councils: () => allCouncils(pool),
  }
  const sender = createSender({
    ...{ ...work, metrics: sendingMetrics(metrics.registry), pace: usualPace },
  })
  const sequencer = startSequencer({
    ...{ pool, keys, log },
    // A log that is shipped elsewhere is then the copy outside the database.
    signed: (councilId, { note }) => log.info({ councilId, note }, 'ledger checkpoint'),
  })
  const jobs = await startJobs({
    ...{ pool: ownerPool, log, metrics },
    handlers: [
      ...peopleJobs({ door, mailer, publicAddress, sealingKeys }),
      ...channelHandlers(work),
      ...sender.handlers,
    ],
    rounds: [...peopleRounds(people), ...channelRounds(work), ...sender.rounds],
  })
  await sender.start()
  return async () => {
    await sender.stop()
    await jobs.stop()
    await sequencer.stop()
  }
}

/** Recomputes every council's ledger; what it says names the first entry that does not hold. */
export async function verify({ settings, databaseUrl }: Place, checkpoint?: string) {
  const pool = openPool(databaseUrl)
  try {
    const kept = readKept(checkpoint === undefined ? [] : [checkpoint])
    const keys = ledgerKeys(settings.sealingKeys)
    return reportOf(await verifyLedger({ pool, keys, kept }))
  } finally {
    await pool.end()
  }
}

/**
 * Fills an empty database with the demo council. Resolves to how to sign in; null where people
 * know that, because the council is their own.
 */
export async function seedDemo(place: Place): Promise<string | null> {
  const { settings } = place
  const parts = await openParts(place)
  try {
    const { setUpDone, demoCouncil } = await parts.people.offer()
    if (setUpDone) return demoCouncil === null ? null : howToSignIn(settings)
    if (!settings.demo || settings.practice === null) return howToSetUp(settings)
    const stop = await servePractice(parts)
    const actions = Object.assign({}, ...routeTables(parts).map(({ table }) => table))
    await fillDemo(parts, actions).finally(stop)
    return howToSignIn(settings)
  } finally {
    await closeParts(parts)
  }
}

const howToSetUp = ({ publicAddress, sealingKeys }: Settings) =>
  `There is no council yet. Create it at ${publicAddress}/set-up with the code ${setUpCode(sealingKeys)}`
