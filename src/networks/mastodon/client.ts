import type { mastodon } from 'masto'
import { HttpActionDispatcherHookMastodon } from 'masto/adapters/action/dispatcher-http-hook-mastodon.js'
import { createActionProxy, HttpActionDispatcher } from 'masto/adapters/action/index.js'
import { BaseHttp } from 'masto/adapters/http/index.js'
import { SerializerNativeImpl } from 'masto/adapters/serializers/index.js'
import type { HttpRequestParams, HttpResponse, Serializer } from 'masto/interfaces/index.js'
import { NetworkFailure, type Step } from '../failure.ts'
import type { Deadlines } from '../networks.ts'
import type { Answer, Transport } from '../transport.ts'
import { failureFrom, garbage } from './answers.ts'

/**
 * masto's typed client over our own transport. Its own sends through the global fetch, which hides
 * whether a request had begun when it failed, and drops the status of an answer that is not JSON.
 */
export class MastodonClient {
  readonly #transport: Transport
  readonly #deadlines: Deadlines

  constructor(transport: Transport, deadlines: Deadlines) {
    this.#transport = transport
    this.#deadlines = deadlines
  }

  rest(step: Step, server: string, token: string | null): mastodon.rest.Client {
    return createActionProxy(this.#dispatcher(step, server, token), { context: ['api'] })
  }

  oauth(step: Step, server: string): mastodon.oauth.Client {
    return createActionProxy(this.#dispatcher(step, server, null), { context: ['oauth'] })
  }

  /** For the few addresses that masto does not know. */
  async get(step: Step, server: string, path: string): Promise<unknown> {
    const http = new StepHttp(this.#transport, this.#deadlines, step, server, null)
    return (await http.get(path)).data
  }

  #dispatcher(step: Step, server: string, token: string | null) {
    const http = new StepHttp(this.#transport, this.#deadlines, step, server, token)
    return new HttpActionDispatcher(http, new HttpActionDispatcherHookMastodon(http))
  }
}

const serializer: Serializer = new SerializerNativeImpl()
const pauses = [200, 800]

class StepHttp extends BaseHttp {
  readonly #transport: Transport
  readonly #deadlines: Deadlines
  readonly #step: Step
  readonly #server: string
  readonly #token: string | null

  constructor(
    transport: Transport,
    deadlines: Deadlines,
    step: Step,
    server: string,
    token: string | null,
  ) {
    super()
    this.#transport = transport
    this.#deadlines = deadlines
    this.#step = step
    this.#server = server
    this.#token = token
  }

  async request<T>(params: HttpRequestParams): Promise<HttpResponse<T>> {
    const answer = await this.#ask(params)
    if (answer.status < 200 || answer.status > 299) throw failureFrom(answer, this.#step)
    const type = answer.headers.get('content-type') ?? ''
    if (!/^application\/([\w.-]+\+)?json\b/i.test(type))
      throw garbage(this.#step, 'The answer is not JSON.')
    try {
      // The entity types are masto's promise, not the server's: callers check what they use.
      const data: T = serializer.deserialize('json', answer.body)
      return { headers: answer.headers, data }
    } catch (cause) {
      throw garbage(this.#step, 'The answer is not valid JSON.', cause)
    }
  }

  /** Only reads are asked again, and only where the network gave no answer. */
  async #ask(params: HttpRequestParams): Promise<Answer> {
    if (params.method !== 'GET') return this.#once(params)
    for (const pause of pauses) {
      const answer = await this.#once(params).catch(retryable)
      if (answer !== null && answer.status < 500) return answer
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
    return this.#once(params)
  }

  async #once(params: HttpRequestParams): Promise<Answer> {
    const url = new URL(params.path, this.#server)
    if (typeof params.search === 'string') url.search = params.search
    else if (params.search) url.search = serializer.serialize('querystring', params.search)
    const { body, type } = await encode(params)
    const headers = new Headers(params.requestInit?.headers)
    headers.set('accept', 'application/json')
    headers.set('user-agent', 'Crier')
    if (type !== null) headers.set('content-type', type)
    if (this.#token !== null) headers.set('authorization', `Bearer ${this.#token}`)
    return this.#transport.send({
      step: this.#step,
      method: params.method,
      url,
      headers: Object.fromEntries(headers),
      deadline: this.#deadline(params),
      ...(body === null ? {} : { body }),
    })
  }

  #deadline(params: HttpRequestParams): number {
    if (params.method === 'GET') return this.#deadlines.read
    return params.encoding === 'multipart-form' ? this.#deadlines.upload : this.#deadlines.write
  }
}

function retryable(error: unknown): null {
  if (error instanceof NetworkFailure && /^(unreachable|no-answer)$/.test(error.kind)) {
    if (error.code !== 'private-address') return null
  }
  throw error
}

async function encode(
  params: HttpRequestParams,
): Promise<{ body: Uint8Array | string | null; type: string | null }> {
  if (params.body === undefined) return { body: null, type: null }
  if (params.encoding !== 'multipart-form')
    return { body: serializer.serialize('json', params.body), type: 'application/json' }
  // `skipPolling` is an order to masto, not a field of the form.
  const { skipPolling: _, ...fields } = params.body
  const form = new Response(serializer.serialize('multipart-form', fields))
  return { body: await form.bytes(), type: form.headers.get('content-type') }
}
