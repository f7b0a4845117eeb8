import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sealable } from '../network.ts'
import { neededRights } from './credential.ts'
import { type Reply, routeOf } from './fake-api.ts'
import { type Fault, type FaultPlan, faultsOf, noFaults } from './fake-faults.ts'
import { type FakeRequest, readRequest } from './fake-request.ts'
import { idOf } from './fake-shapes.ts'
import { type Counters, FakeState, type StoredPost, Wrong } from './fake-state.ts'

export interface FakeOptions {
  readonly faults?: FaultPlan
  /** Milliseconds that a `slow` answer takes. */
  readonly slowBy?: number
  /** Seconds after which "too many" lets calls through again, as it says. */
  readonly pause?: number
}

/**
 * A small strict server that behaves like Mastodon, faults included, and knows what was really
 * stored. It can be told over HTTP too (see `control`), so that it may live in another thread.
 */
export interface FakeMastodon {
  readonly address: string
  readonly state: FakeState
  readonly posts: StoredPost[]
  readonly counters: Counters
  /** Signs an account in without the walk through the browser. */
  credential(account?: string, scopes?: string): Sealable
  plan(faults: FaultPlan): void
  close(): Promise<void>
}

export async function startFakeMastodon(options: FakeOptions = {}): Promise<FakeMastodon> {
  const fake = new Fake(options)
  await fake.listen()
  return fake
}

class Fake implements FakeMastodon {
  readonly state = new FakeState()
  address = ''
  #faults: ReturnType<typeof faultsOf>
  readonly #slowBy: number
  readonly #pause: number
  readonly #server: http.Server

  constructor(options: FakeOptions) {
    this.#faults = faultsOf(options.faults ?? noFaults)
    this.#slowBy = options.slowBy ?? 1000
    this.#pause = options.pause ?? 2
    this.#server = http.createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
      this.#answer(request, response).catch((error) => response.destroy(error))
    })
  }

  get posts(): StoredPost[] {
    return this.state.posts.values().toArray()
  }

  get counters(): Counters {
    return this.state.counters
  }

  listen(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        // A TCP server always has an address of this kind.
        const { port } = this.#server.address() as AddressInfo
        this.address = `http://127.0.0.1:${port}`
        resolve()
      })
    })
  }

  credential(account = 'council', scopes: string = neededRights.join(' ')): Sealable {
    return {
      server: this.address,
      token: this.state.grant(account, scopes),
      scope: scopes,
      clientId: 'fake',
      clientSecret: 'fake',
      accountId: idOf(account),
      expiresAt: null,
    }
  }

  plan(faults: FaultPlan): void {
    this.#faults = faultsOf(faults)
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  async #answer(incoming: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const request = await readRequest(incoming, this.address)
    const controlled = this.#control(request)
    if (controlled !== null) return send(response, controlled)
    this.state.counters.calls += 1
    const found = routeOf(request)
    if (found === null) return send(response, { status: 404, json: { error: 'Not found' } })
    const fault = found.route.call === null ? null : this.#faults(found.route.call)
    if (fault?.endsWith('-before')) return this.#spoil(response, fault, null)
    const said = fault === null ? null : this.#refusal(fault)
    if (said !== null) return send(response, said)
    const reply = judged(() => found.route.answer(this.state, request, found.id, this.address))
    if (fault === null) return send(response, reply)
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, this.#slowBy))
    return this.#spoil(response, fault, reply)
  }

  #refusal(fault: Fault): Reply | null {
    const reset = Temporal.Now.instant().add({ seconds: this.#pause }).toString()
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    if (fault === 'too-many') return { status: 429, json: { error: 'Too many requests' }, headers }
    if (fault === 'signed-out')
      return { status: 401, json: { error: 'The access token was revoked' } }
    if (fault === 'forbidden')
      return { status: 403, json: { error: 'This action is outside the authorized scopes' } }
    if (fault === 'unprocessable')
      return { status: 422, json: { error: 'Validation failed: this text is not welcome here' } }
    return null
  }

  #spoil(response: http.ServerResponse, fault: Fault, reply: Reply | null): void {
    if (fault.startsWith('hang')) return
    if (fault.startsWith('reset')) {
      response.socket?.resetAndDestroy()
      return
    }
    if (fault.startsWith('error')) {
      response.writeHead(500, { 'content-type': 'text/html', 'x-request-id': 'fake-trace' })
      response.end('<html><body>We are sorry, but something went wrong.</body></html>')
      return
    }
    const json = JSON.stringify(reply?.json ?? {})
    if (fault === 'garbage-after') {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(json.slice(0, -10))
      return
    }
    if (fault === 'cut-after') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': json.length })
      response.write(json.slice(0, 20), () => response.destroy())
      return
    }
    if (reply !== null) send(response, reply)
  }

  /** How another thread or process steers the fake and asks what it holds. */
  #control(request: FakeRequest): Reply | null {
    const ok = (json: unknown): Reply => ({ status: 200, json })
    const { fields } = request
    if (request.url.pathname === '/fake/plan') {
      // Only tests call this, and they send a plan.
      this.plan(fields as unknown as FaultPlan)
      return ok({})
    }
    if (request.url.pathname === '/fake/posts') return ok(this.posts)
    if (request.url.pathname === '/fake/counters') return ok(this.counters)
    if (request.url.pathname === '/fake/credential')
      return ok(this.credential(fields.account as string | undefined))
    return null
  }
}

function judged(run: () => Reply): Reply {
  try {
    return run()
  } catch (error) {
    if (error instanceof Wrong) return { status: error.status, json: { error: error.message } }
    throw error
  }
}

function send(response: http.ServerResponse, { status, json, headers }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(json))
}
