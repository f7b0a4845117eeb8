import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { createApp, seedDemo } from '../../src/app.ts'
import { type DemoKey, demoEmail, demoPassword } from '../../src/people/index.ts'
import type { Log } from '../../src/platform/log.ts'
import { readSettings } from '../../src/platform/settings.ts'
import { testDatabase } from './database.ts'

export interface RunningApp {
  /** Where Crier answers. */
  readonly address: string
  readonly practiceAddress: string
  readonly password: string
  readonly database: Awaited<ReturnType<typeof testDatabase>>
  /** A browserless visitor: keeps its cookies, speaks JSON. */
  signIn(who: DemoKey): Promise<Visitor>
  visitor(): Visitor
  close(): Promise<void>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // What came back is looked into by the test that asked for it.
  readonly body: unknown
}

export type Visitor = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

/** Crier as it is started on a machine, with the demo council, on ports and a database of its own. */
export async function startApp(
  options: {
    work?: boolean
    demo?: boolean
    env?: Record<string, string>
    log?: Log
    /** Stands between Crier and its database: gives the address to use instead. */
    through?: (databaseUrl: string) => Promise<string>
  } = {},
): Promise<RunningApp> {
  let close = async () => {}
  // Before the database's own, so that nothing is still at work in it when it goes.
  after(() => close())
  const database = await testDatabase()
  const databaseUrl = (await options.through?.(database.ownerUrl)) ?? database.ownerUrl
  const folder = mkdtempSync(join(tmpdir(), 'crier-app-'))
  const [port, practicePort] = await Promise.all([freePort(), freePort()])
  const settings = readSettings({
    CRIER_PORT: String(port),
    CRIER_PRACTICE_PORT: String(practicePort),
    CRIER_DATA: folder,
    DATABASE_URL: databaseUrl,
    CRIER_LOG_LEVEL: 'fatal',
    CRIER_TRUSTED_PROXIES: '127.0.0.1',
    ...options.env,
  })
  const place = { settings, databaseUrl }
  if (options.demo !== false) await seedDemo(place)
  const app = await createApp(place, options.log)
  await app.listen()
  if (options.work !== false) await app.startWork()
  let closed: Promise<void> | undefined
  close = () => {
    closed ??= app.close().finally(() => rmSync(folder, { recursive: true, force: true }))
    return closed
  }
  const address = settings.publicAddress
  const password = demoPassword(settings.sealingKeys)
  return {
    ...{ address, practiceAddress: settings.practice?.address ?? '', password, database, close },
    visitor: () => visitorAt(address),
    async signIn(who) {
      const visitor = visitorAt(address)
      const { status } = await visitor('POST', '/api/auth/sign-in/email', {
        email: demoEmail(who),
        password,
      })
      if (status !== 200) throw new Error(`${who} could not sign in: ${status}`)
      return visitor
    },
  }
}

function visitorAt(address: string): Visitor {
  const cookies = new Map<string, string>()
  return async (method, path, body, headers = {}) => {
    const response = await fetch(new URL(path, address), {
      method,
      redirect: 'manual',
      headers: {
        origin: address,
        'crier-request': '1',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined || body instanceof FormData
          ? {}
          : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') && text !== ''
    return {
      status: response.status,
      headers: response.headers,
      body: json ? JSON.parse(text) : text,
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await new Promise((resolve) => server.close(resolve))
  return port
}
