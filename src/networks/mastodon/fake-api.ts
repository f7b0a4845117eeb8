import type { FakeCall } from './fake-faults.ts'
import { type FakeRequest, textField } from './fake-request.ts'
import { accountOf, idOf, instanceOf, mediaOf, statusOf } from './fake-shapes.ts'
import { type Asked, challengeOf, type FakeState, Wrong } from './fake-state.ts'

export interface Reply {
  readonly status: number
  readonly json: unknown
  readonly headers?: Readonly<Record<string, string>>
}

interface Route {
  readonly method: string
  readonly path: RegExp
  readonly call: FakeCall | null
  answer(state: FakeState, request: FakeRequest, id: string, address: string): Reply
}

const ok = (json: unknown, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  json,
  headers,
})

export function routeOf(request: FakeRequest): { route: Route; id: string } | null {
  for (const route of routes) {
    if (route.method !== request.method) continue
    const match = route.path.exec(request.url.pathname)
    if (match !== null) return { route, id: match[1] ?? '' }
  }
  return null
}

const statusPath = /^\/api\/v1\/statuses\/(\d+)$/
const mediaPath = /^\/api\/v1\/media\/(\d+)$/

const routes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/api\/v1\/statuses$/,
    call: 'post',
    answer(state, request, _id, address) {
      const account = state.who(request.token, 'write:statuses')
      const key = request.headers['idempotency-key']
      const post = state.create(account, askedFor(request), typeof key === 'string' ? key : null)
      return ok(statusOf(state, post, address))
    },
  },
  {
    method: 'PUT',
    path: statusPath,
    call: 'edit',
    answer(state, request, id, address) {
      const account = state.who(request.token, 'write:statuses')
      describe(state, request.fields.media_attributes)
      return ok(statusOf(state, state.edit(account, id, askedFor(request)), address))
    },
  },
  {
    method: 'DELETE',
    path: statusPath,
    call: 'remove',
    answer(state, request, id, address) {
      const post = state.own(state.who(request.token, 'write:statuses'), id)
      post.removed = true
      return ok(statusOf(state, post, address))
    },
  },
  {
    method: 'GET',
    path: statusPath,
    call: 'read',
    answer(state, request, id, address) {
      state.who(request.token, 'read:statuses')
      const post = state.posts.get(id)
      if (post === undefined || post.removed) throw new Wrong(404, 'Record not found')
      return ok(statusOf(state, post, address))
    },
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/accounts\/(\d+)\/statuses$/,
    call: 'recent',
    answer(state, request, id, address) {
      state.who(request.token, 'read:statuses')
      return page(state, request, id, address)
    },
  },
  {
    method: 'POST',
    path: /^\/api\/v2\/media$/,
    call: 'upload',
    answer(state, request, _id, address) {
      state.who(request.token, 'write:media')
      const { file } = request
      if (file === null) throw new Wrong(422, "Validation failed: File can't be blank")
      const media = state.upload(file.bytes, file.type, textField(request, 'description'))
      return { status: media.waits > 0 ? 202 : 200, json: mediaOf(media, address) }
    },
  },
  {
    method: 'GET',
    path: mediaPath,
    call: 'upload',
    answer(state, request, id, address) {
      state.who(request.token, 'write:media')
      const media = state.media.get(id)
      if (media === undefined) throw new Wrong(404, 'Record not found')
      if (media.waits > 0) media.waits -= 1
      return { status: media.waits > 0 ? 206 : 200, json: mediaOf(media, address) }
    },
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/accounts\/verify_credentials$/,
    call: 'check',
    answer(state, request, _id, address) {
      return ok(accountOf(state, state.who(request.token, 'read:accounts'), address))
    },
  },
  {
    method: 'GET',
    path: /^\/api\/v1\/apps\/verify_credentials$/,
    call: 'check',
    answer(state, request) {
      const grant = state.tokens.get(request.token ?? '')
      if (grant === undefined || grant.revoked) throw new Wrong(401, 'The access token is invalid')
      return ok({ name: 'Crier', scopes: grant.scopes })
    },
  },
  {
    method: 'GET',
    path: /^\/api\/(v[12])\/instance$/,
    call: 'limits',
    answer(state, _request, version, address) {
      if (version === 'v2' && !state.instanceV2) throw new Wrong(404, 'Not found')
      return ok(instanceOf(state, address))
    },
  },
  {
    method: 'GET',
    path: /^\/\.well-known\/oauth-authorization-server$/,
    call: null,
    answer(state) {
      if (!state.pkce) throw new Wrong(404, 'Not found')
      return ok({ code_challenge_methods_supported: ['S256'] })
    },
  },
  {
    method: 'POST',
    path: /^\/api\/v1\/apps$/,
    call: null,
    answer(state, request) {
      const client_id = state.nextId()
      const client_secret = `secret-${client_id}`
      const redirectUri = textField(request, 'redirect_uris')
      const scopes = textField(request, 'scopes')
      state.apps.set(client_id, { secret: client_secret, redirectUri, scopes })
      return ok({ id: client_id, client_id, client_secret, redirect_uri: redirectUri })
    },
  },
  {
    method: 'GET',
    path: /^\/oauth\/authorize$/,
    call: null,
    answer: (state, request) => authorise(state, request.url.searchParams),
  },
  {
    method: 'POST',
    path: /^\/oauth\/token$/,
    call: null,
    answer: (state, request) => exchange(state, request),
  },
  {
    method: 'POST',
    path: /^\/oauth\/revoke$/,
    call: null,
    answer(state, request) {
      const grant = state.tokens.get(textField(request, 'token'))
      if (grant !== undefined) grant.revoked = true
      return ok({})
    },
  },
]

function askedFor({ fields }: FakeRequest): Asked {
  const media = fields.media_ids ?? []
  return {
    text: typeof fields.status === 'string' ? fields.status : '',
    spoiler: typeof fields.spoiler_text === 'string' ? fields.spoiler_text : '',
    replyTo: typeof fields.in_reply_to_id === 'string' ? fields.in_reply_to_id : null,
    visibility: typeof fields.visibility === 'string' ? fields.visibility : 'public',
    language: typeof fields.language === 'string' ? fields.language : null,
    media: Array.isArray(media) ? media.map(String) : [],
  }
}

function describe(state: FakeState, attributes: unknown): void {
  if (!Array.isArray(attributes)) return
  for (const { id, description } of attributes) {
    const media = state.media.get(String(id))
    if (media !== undefined && typeof description === 'string') media.description = description
  }
}

function page(state: FakeState, request: FakeRequest, id: string, address: string): Reply {
  const limit = Math.min(Number(request.url.searchParams.get('limit') ?? 20), 40)
  const before = request.url.searchParams.get('max_id')
  const found = []
  for (const post of [...state.posts.values()].reverse()) {
    if (post.removed || idOf(post.account) !== id) continue
    if (before !== null && BigInt(post.id) >= BigInt(before)) continue
    found.push(statusOf(state, post, address))
    if (found.length === limit) break
  }
  const last = found.length === limit ? found.at(-1) : undefined
  const next = `${address}${request.url.pathname}?limit=${limit}&max_id=${last?.id}`
  return ok(found, last === undefined ? {} : { link: `<${next}>; rel="next"` })
}

/** The person at the fake always says yes, and is called "council". */
function authorise(state: FakeState, query: URLSearchParams): Reply {
  const clientId = query.get('client_id') ?? ''
  const app = state.apps.get(clientId)
  const redirectUri = query.get('redirect_uri') ?? ''
  if (app === undefined || app.redirectUri !== redirectUri) throw new Wrong(400, 'invalid_request')
  const code = `code-${state.nextId()}`
  const scopes = query.get('scope') ?? ''
  state.codes.set(code, { clientId, scopes, challenge: query.get('code_challenge') })
  const back = new URL(redirectUri)
  back.searchParams.set('code', code)
  back.searchParams.set('state', query.get('state') ?? '')
  return { status: 302, json: {}, headers: { location: back.href } }
}

function exchange(state: FakeState, request: FakeRequest): Reply {
  const clientId = textField(request, 'client_id')
  const app = state.apps.get(clientId)
  if (app === undefined || app.secret !== textField(request, 'client_secret'))
    return oauthError(401, 'invalid_client', 'Client authentication failed')
  const code = state.codes.get(textField(request, 'code'))
  state.codes.delete(textField(request, 'code'))
  const verifier = challengeOf(textField(request, 'code_verifier'))
  const proved = code?.challenge === null || code?.challenge === verifier
  if (code === undefined || code.clientId !== clientId || !proved)
    return oauthError(400, 'invalid_grant', 'The provided authorization grant is invalid')
  const access_token = state.grant('council', code.scopes)
  return ok({ access_token, token_type: 'Bearer', scope: code.scopes, created_at: 1_790_000_000 })
}

function oauthError(status: number, error: string, error_description: string): Reply {
  return { status, json: { error, error_description } }
}
