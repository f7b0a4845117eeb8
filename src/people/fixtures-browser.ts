import fastify, { type FastifyInstance } from 'fastify'
import { sendProblem } from '../platform/http.ts'
import { Refusal, refuse } from '../platform/refusal.ts'

export interface Answered {
  readonly status: number
  readonly cookies: readonly string[]
  /** Parsed where it is JSON. */
  readonly body: Record<string, unknown>
  readonly location: string | undefined
}

/** For tests: a browser with a cookie jar, on a server that serves what the plugin serves. */
export class Browser {
  readonly jar = new Map<string, string>()
  readonly app: FastifyInstance
  readonly origin: string
  address = '192.0.2.7'

  constructor(app: FastifyInstance, origin: string) {
    this.app = app
    this.origin = origin
  }

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async send(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const response = await this.app.inject({
      method,
      url: path,
      remoteAddress: this.address,
      headers: {
        'user-agent': 'Test browser',
        ...(method === 'POST' ? { origin: this.origin } : {}),
        ...(this.jar.size > 0 ? { cookie: this.cookie } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    const cookies = [response.headers['set-cookie'] ?? []].flat()
    for (const cookie of cookies) this.keep(cookie)
    const type = String(response.headers['content-type'])
    return {
      status: response.statusCode,
      cookies,
      body: type.includes('json') ? response.json() : {},
      location: response.headers.location,
    }
  }

  post(path: string, body: object = {}): Promise<Answered> {
    return this.send('POST', path, body)
  }

  get(path: string): Promise<Answered> {
    return this.send('GET', path)
  }

  private keep(cookie: string) {
    const [pair = '', ...attributes] = cookie.split(';')
    const at = pair.indexOf('=')
    const gone = attributes.some((each) => /max-age=0$/i.test(each.trim()))
    if (gone) this.jar.delete(pair.slice(0, at))
    else this.jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

/** A server with a plugin and nothing else of Crier but its refusals. */
export async function serverWith(
  plugin: (app: FastifyInstance) => Promise<void>,
): Promise<FastifyInstance> {
  const app = fastify()
  app.setErrorHandler((error, request, reply) => {
    const unread = error instanceof Error && 'statusCode' in error && error.statusCode === 400
    const refusal = unread ? refuse.invalid('What was sent could not be read.') : error
    if (!(refusal instanceof Refusal)) console.error(error)
    sendProblem(reply, request, refusal instanceof Refusal ? refusal : null)
  })
  await app.register(plugin)
  return app
}
