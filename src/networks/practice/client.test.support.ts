import { outOfBand } from './oauth.ts'
import { allowAs } from './visitor.ts'

/** A plain client that does what it is told, wrong things included. */
export class PracticeClient {
  readonly address: string
  readonly token: string

  constructor(address: string, token: string) {
    this.address = address
    this.token = token
  }

  static async signUp(address: string, username: string, scopes = 'read write follow') {
    return PracticeClient.#enter(address, username, 'a good password', `${username} (test)`, scopes)
  }

  static async signIn(address: string, username: string, password = 'a good password') {
    return PracticeClient.#enter(address, username, password, undefined, 'read write follow')
  }

  static async #enter(
    address: string,
    username: string,
    password: string,
    displayName: string | undefined,
    scopes: string,
  ): Promise<PracticeClient> {
    const nobody = new PracticeClient(address, '')
    const form = { client_name: 'Test', redirect_uris: outOfBand, scopes }
    const { json: app } = await nobody.post('/api/v1/apps', form)
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: app.client_id,
      redirect_uri: outOfBand,
      scope: scopes,
    })
    const who = { username, password, ...(displayName === undefined ? {} : { displayName }) }
    const { code } = await allowAs(who, `${address}/oauth/authorize?${query}`)
    const { json: token } = await nobody.post('/oauth/token', {
      grant_type: 'authorization_code',
      client_id: app.client_id,
      client_secret: app.client_secret,
      redirect_uri: outOfBand,
      code,
    })
    return new PracticeClient(address, token.access_token)
  }

  get(path: string) {
    return this.send('GET', path)
  }

  post(path: string, body: object, headers: Record<string, string> = {}) {
    return this.send('POST', path, body, headers)
  }

  delete(path: string) {
    return this.send('DELETE', path)
  }

  async send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    const form = body instanceof FormData || body instanceof URLSearchParams
    const type = body === undefined || form ? {} : { 'content-type': 'application/json' }
    const bearer = this.token === '' ? {} : { authorization: `Bearer ${this.token}` }
    const answer = await fetch(`${this.address}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...type, ...bearer, ...headers },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false
    return {
      status: answer.status,
      headers: answer.headers,
      json: isJson ? JSON.parse(text) : text,
    }
  }

  async upload(bytes: Uint8Array, fields: Record<string, string> = {}, version = 'v2') {
    const form = new FormData()
    form.set('file', new File([Uint8Array.from(bytes)], 'picture', { type: 'image/png' }))
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    return this.post(`/api/${version}/media`, form)
  }
}
