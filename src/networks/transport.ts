import http from 'node:http'
import https from 'node:https'
import { isIP, type Socket } from 'node:net'
import { isPublic, PrivateAddress, publicLookup } from './address.ts'
import { NetworkFailure, type Step } from './failure.ts'

export interface Call {
  readonly step: Step
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  /** Milliseconds for the whole call, the answer's body included. */
  readonly deadline: number
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

const mostBytes = 8 * 1024 * 1024

/**
 * Calls out over node:http rather than fetch, because only here is it certain whether a request
 * had begun when it failed: the difference between "send again" and "look first". Redirects are
 * never followed, and names that lead into private networks are refused at the socket.
 */
export class Transport {
  readonly #allowed: ReadonlySet<string>
  // An idle connection is dropped before most servers drop it: a write that meets a connection
  // just closed by the other side would be unconfirmed for nothing.
  readonly #keep = { keepAlive: true, maxSockets: 64, timeout: 4000 }
  readonly #public = new https.Agent({ ...this.#keep, lookup: publicLookup })
  readonly #allowedHttp = new http.Agent(this.#keep)
  readonly #allowedHttps = new https.Agent(this.#keep)

  constructor(allowed: ReadonlySet<string>) {
    this.#allowed = allowed
  }

  send(call: Call): Promise<Answer> {
    const agent = this.#agentFor(call.url)
    if (agent === null) return Promise.reject(unreachable(call, new PrivateAddress(call.url.host)))
    return new Promise((resolve, reject) => {
      exchange(call, agent, resolve, reject)
    })
  }

  #agentFor(url: URL): http.Agent | null {
    if (this.#allowed.has(url.origin))
      return url.protocol === 'https:' ? this.#allowedHttps : this.#allowedHttp
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // A lookup is never asked about an address that is written as numbers.
    if (url.protocol !== 'https:' || (isIP(host) !== 0 && !isPublic(host))) return null
    return this.#public
  }

  close(): void {
    for (const agent of [this.#public, this.#allowedHttp, this.#allowedHttps]) agent.destroy()
  }
}

function exchange(
  call: Call,
  agent: http.Agent,
  resolve: (answer: Answer) => void,
  reject: (failure: NetworkFailure) => void,
): void {
  const secure = call.url.protocol === 'https:'
  const bytes = typeof call.body === 'string' ? Buffer.from(call.body) : call.body
  const length = bytes === undefined ? {} : { 'content-length': String(bytes.byteLength) }
  const request = (secure ? https : http).request(call.url, {
    method: call.method,
    agent,
    headers: { ...call.headers, ...length },
  })
  let begun = false
  request.on('socket', (socket: Socket) => {
    if (request.reusedSocket || (!secure && !socket.connecting)) begun = true
    else
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        begun = true
      })
  })
  const fail = (error: Error) => {
    clearTimeout(timer)
    reject(begun ? noAnswer(call, error) : unreachable(call, error))
  }
  const timer = setTimeout(() => {
    const late = new Late()
    // A request that still waits for a free connection tells nobody that it was destroyed.
    fail(late)
    request.destroy(late)
  }, call.deadline)
  request.on('error', fail)
  request.on('response', (response) => {
    readWhole(response).then(
      (body) => {
        clearTimeout(timer)
        resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body })
      },
      (error) => {
        request.destroy()
        fail(error)
      },
    )
  })
  request.end(bytes)
}

class Late extends Error {
  readonly code = 'deadline'
}

class TooLong extends Error {
  readonly code = 'answer-too-long'
}

async function readWhole(response: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response) {
    size += part.length
    if (size > mostBytes) throw new TooLong()
    parts.push(part)
  }
  if (!response.complete) throw new Error('The answer was cut off.')
  return Buffer.concat(parts).toString('utf8')
}

function headersOf(response: http.IncomingMessage): Headers {
  const headers = new Headers()
  for (let at = 0; at + 1 < response.rawHeaders.length; at += 2) {
    const name = response.rawHeaders[at] ?? ''
    // A header that fetch would not accept is of no use to a connector either.
    try {
      headers.append(name, response.rawHeaders[at + 1] ?? '')
    } catch {}
  }
  return headers
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'cut-off'
}

function unreachable(call: Call, error: Error): NetworkFailure {
  const facts = { kind: 'unreachable', step: call.step, code: codeOf(error) } as const
  return new NetworkFailure({ ...facts, words: error.message }, { cause: error })
}

function noAnswer(call: Call, error: Error): NetworkFailure {
  const facts = { kind: 'no-answer', step: call.step, code: codeOf(error) } as const
  return new NetworkFailure({ ...facts, words: error.message }, { cause: error })
}
