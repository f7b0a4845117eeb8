import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import Provider from 'oidc-provider'
import { changeSingleSignOn } from '../actions/change-single-sign-on.ts'
import { aCouncil, aPerson, inCouncil } from '../fixtures.ts'
import type { Browser } from '../fixtures-browser.ts'
import { goodPassword, origin, signInWorld } from '../fixtures-sign-in.ts'
import { redirectAddress } from '../single-sign-on.ts'
import { rolesOf } from '../standing.ts'
import { personOfEmail, readSingleSignOn } from '../store-council.ts'

interface DirectoryPerson {
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
  readonly groups?: string[]
  readonly amr?: string[]
}

const slug = 'brackenshire'
const world = await signInWorld({ slug })
const directory = await startDirectory()
after(async () => {
  directory.close()
  await world.close()
})
const { door, people, pool, councilId, browser } = world
const administrator = await aPerson(pool, { councilId, roles: ['administrator'] })
const sealingKeys = [new Uint8Array(32).fill(7)] as const
const settings = {
  enabled: true,
  issuer: directory.issuer,
  clientId: 'crier',
  clientSecret: 'the secret of the client',
  groupRoles: [
    { group: 'crier-authors', roles: ['author'] },
    { group: 'crier-admins', roles: ['administrator'] },
    { group: 'crier-audit', roles: ['auditor'] },
  ],
}
const change = changeSingleSignOn({ publicAddress: origin, sealingKeys })
await door.run(change, administrator, settings)

const callerOf = (visitor: Browser) => people.authenticate({ cookie: visitor.cookie })
const rolesNow = (personId: string) => inCouncil(pool, councilId, (db) => rolesOf(db, personId))

/** From the sign-in page to the directory and back, as a browser goes. */
async function throughDirectory(visitor: Browser, subject: string) {
  const left = await visitor.get(`/api/auth/directory/${slug}`)
  assert.equal(left.status, 302)
  const back = await directory.signIn(left.location ?? '', subject)
  return visitor.get(back.slice(origin.length))
}

test('lets in whom a group names, with the roles of the group, and says so in the ledger', async () => {
  directory.people.set('a', { email: 'A@brackenshire.example', groups: ['crier-authors', 'other'] })
  const visitor = browser()
  const answer = await throughDirectory(visitor, 'a')
  assert.equal(answer.location, '/')
  const caller = await callerOf(visitor)
  assert.partialDeepStrictEqual(caller, { kind: 'person', councilId, roles: ['author'] })
  assert.ok(caller.kind === 'person')
  assert.deepEqual(world.entries(caller.personId), ['person.directory-vouched', 'person.signed-in'])
})

test('turns away whom no group names, and makes no account', async () => {
  directory.people.set('b', { email: 'b@brackenshire.example', groups: ['other'] })
  const visitor = browser()
  const answer = await throughDirectory(visitor, 'b')
  assert.equal(answer.location, '/sign-in?refused=directory-no-group')
  assert.equal((await callerOf(visitor)).kind, 'nobody')
  const made = await inCouncil(pool, councilId, (db) => personOfEmail(db, 'b@brackenshire.example'))
  assert.equal(made, undefined)
})

test('gives and takes roles at each sign-in, and ends the sessions of who is left with none', async () => {
  directory.people.set('c', { email: 'c@brackenshire.example', groups: ['crier-authors'] })
  const first = browser()
  await throughDirectory(first, 'c')
  const caller = await callerOf(first)
  assert.ok(caller.kind === 'person')
  directory.people.set('c', {
    email: 'c@brackenshire.example',
    groups: ['crier-admins'],
    amr: ['pwd', 'mfa'],
  })
  await throughDirectory(browser(), 'c')
  assert.deepEqual(await rolesNow(caller.personId), ['administrator'])
  directory.people.set('c', { email: 'c@brackenshire.example', groups: [] })
  const answer = await throughDirectory(browser(), 'c')
  assert.equal(answer.location, '/sign-in?refused=directory-no-group')
  assert.deepEqual(await rolesNow(caller.personId), [])
  assert.equal((await callerOf(first)).kind, 'nobody')
})

test('somebody in the audit group is an auditor and nothing else', async () => {
  directory.people.set('d', {
    email: 'd@brackenshire.example',
    groups: ['crier-admins', 'crier-audit'],
  })
  const visitor = browser()
  await throughDirectory(visitor, 'd')
  assert.partialDeepStrictEqual(await callerOf(visitor), { roles: ['auditor'] })
})

test('takes over no account by an address that the directory did not check', async () => {
  const victim = await world.withPassword({
    email: 'victim@brackenshire.example',
    roles: ['administrator'],
  })
  for (const email_verified of [false, undefined]) {
    directory.people.set('thief', {
      email: 'victim@brackenshire.example',
      groups: ['crier-admins'],
      ...(email_verified === undefined ? {} : { email_verified }),
    })
    const visitor = browser()
    const answer = await throughDirectory(visitor, 'thief')
    assert.equal(answer.location, '/sign-in?refused=directory-address-taken')
    assert.equal((await callerOf(visitor)).kind, 'nobody')
  }
  directory.people.set('owner', {
    email: 'victim@brackenshire.example',
    email_verified: true,
    groups: ['crier-authors'],
    amr: ['mfa'],
  })
  const visitor = browser()
  await throughDirectory(visitor, 'owner')
  assert.partialDeepStrictEqual(await callerOf(visitor), {
    personId: victim.personId,
    roles: ['administrator', 'author'],
  })
})

test('takes over nobody of another council', async () => {
  const elsewhere = await aCouncil(pool)
  await aPerson(pool, { councilId: elsewhere, email: 'them@elsewhere.example' })
  directory.people.set('e', {
    email: 'them@elsewhere.example',
    email_verified: true,
    groups: ['crier-admins'],
  })
  const answer = await throughDirectory(browser(), 'e')
  assert.equal(answer.location, '/sign-in?refused=directory-address-taken')
})

test('counts as a second factor only where the directory says that it asked for one', async () => {
  directory.people.set('f', { email: 'f@brackenshire.example', groups: ['crier-admins'] })
  const weak = browser()
  await throughDirectory(weak, 'f')
  assert.partialDeepStrictEqual(await callerOf(weak), {
    secondFactor: false,
    roles: ['second-factor-owed'],
  })
  directory.people.set('f', {
    email: 'f@brackenshire.example',
    groups: ['crier-admins'],
    amr: ['mfa'],
  })
  const strong = browser()
  await throughDirectory(strong, 'f')
  assert.partialDeepStrictEqual(await callerOf(strong), {
    secondFactor: true,
    roles: ['administrator'],
  })
})

test('takes no answer that this browser did not ask for, and each answer once', async () => {
  directory.people.set('g', { email: 'g@brackenshire.example', groups: ['crier-authors'] })
  const mine = browser()
  const left = await mine.get(`/api/auth/directory/${slug}`)
  const back = (await directory.signIn(left.location ?? '', 'g')).slice(origin.length)
  // Somebody is sent the attacker's link, to be signed in as the attacker.
  const lured = browser()
  assert.equal((await lured.get(back)).location, '/sign-in?refused=directory-expired')
  const started = browser()
  await started.get(`/api/auth/directory/${slug}`)
  assert.equal((await started.get(back)).location, '/sign-in?refused=directory-refused')
  assert.equal((await mine.get(back)).location, '/')
  assert.equal((await mine.get(back)).location, '/sign-in?refused=directory-expired')
})

test('a journey for one council does not end at another', async () => {
  const other = await aCouncil(pool, { slug: 'elsewhere' })
  const theirs = await aPerson(pool, { councilId: other, roles: ['administrator'] })
  await door.run(change, theirs, settings)
  directory.people.set('j', { email: 'j@brackenshire.example', groups: ['crier-admins'] })
  const visitor = browser()
  const left = await visitor.get(`/api/auth/directory/${slug}`)
  const back = (await directory.signIn(left.location ?? '', 'j')).slice(origin.length)
  const bent = await visitor.get(back.replace(`/${slug}/`, '/elsewhere/'))
  assert.equal(bent.location, '/sign-in?refused=directory-expired')
  assert.equal((await callerOf(visitor)).kind, 'nobody')
})

test('gives up a journey of more than ten minutes', async () => {
  directory.people.set('h', { email: 'h@brackenshire.example', groups: ['crier-authors'] })
  const visitor = browser()
  const left = await visitor.get(`/api/auth/directory/${slug}`)
  const back = (await directory.signIn(left.location ?? '', 'h')).slice(origin.length)
  world.clock.advance({ minutes: 11 })
  assert.equal((await visitor.get(back)).location, '/sign-in?refused=directory-expired')
  world.clock.set(Temporal.Now.instant())
})

test('asks with PKCE, a state and a nonce, and refuses an error or a forged code', async () => {
  const visitor = browser()
  const left = await visitor.get(`/api/auth/directory/${slug}`)
  const asked = new URL(left.location ?? '').searchParams
  assert.equal(asked.get('code_challenge_method'), 'S256')
  assert.ok(asked.get('state') && asked.get('nonce') && asked.get('code_challenge'))
  const state = asked.get('state')
  const path = `/api/auth/directory/${slug}/back`
  const forged = await visitor.get(
    `${path}?state=${state}&code=forged&iss=${encodeURIComponent(directory.issuer)}`,
  )
  assert.equal(forged.location, '/sign-in?refused=directory-refused')
  assert.equal(
    (await visitor.get(`${path}?error=access_denied`)).location?.includes('refused'),
    true,
  )
})

test('a person of the directory has no password or passkey to set here', async () => {
  directory.people.set('i', { email: 'i@brackenshire.example', groups: ['crier-authors'] })
  const visitor = browser()
  await throughDirectory(visitor, 'i')
  const passkey = await visitor.get('/api/auth/passkey/generate-register-options')
  assert.equal(passkey.status, 409)
  const app = await visitor.post('/api/auth/two-factor/enable', { password: goodPassword })
  assert.equal(app.status, 409)
  const before = world.letters.length
  await visitor.post('/api/auth/request-password-reset', { email: 'i@brackenshire.example' })
  // The letter would go out behind the reply.
  await pause(150)
  assert.equal(world.letters.length, before)
})

test('keeps the secret of the client sealed, and forgets it when the issuer changes', async () => {
  const stored = async () =>
    (await inCouncil(pool, councilId, readSingleSignOn))?.client_secret ?? null
  assert.match((await stored()) ?? '', /^v1:/)
  const { clientSecret: _, ...withoutSecret } = settings
  await door.run(change, administrator, withoutSecret)
  assert.match((await stored()) ?? '', /^v1:/)
  await door.run(change, administrator, { ...withoutSecret, issuer: 'https://evil.example' })
  assert.equal(await stored(), null)
  for (const issuer of ['http://directory.example', 'https://directory.example/?a=b'])
    await assert.rejects(door.run(change, administrator, { ...settings, issuer }), {
      kind: 'invalid',
    })
})

test('says that the directory is off or out of reach', async () => {
  await door.run(change, administrator, { ...settings, issuer: 'http://127.0.0.1:9' })
  const gone = await browser().get(`/api/auth/directory/${slug}`)
  assert.equal(gone.location, '/sign-in?refused=directory-unreachable')
  await door.run(change, administrator, { ...settings, enabled: false })
  const off = await browser().get(`/api/auth/directory/${slug}`)
  assert.equal(off.location, '/sign-in?refused=directory-off')
  const page = await browser().get('/api/sign-in?refused=directory-off')
  assert.match(String(page.body.notice), /not turned on/)
})

/** A real identity provider on this machine, and a browser that signs in there as somebody. */
async function startDirectory() {
  const known = new Map<string, DirectoryPerson>()
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'crier',
        client_secret: 'the secret of the client',
        redirect_uris: [redirectAddress(origin, slug)],
      },
    ],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'groups', 'amr'],
    },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...known.get(id) }),
    }),
  })
  server.on('request', provider.callback())
  const signIn = async (address: string, subject: string) => {
    const jar = new Map<string, string>()
    let at = new URL(address)
    for (let hops = 0; hops < 20; hops++) {
      const response = await step(at, jar, subject)
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';')
        jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
      const location = response.headers.get('location')
      assert.ok(location, await response.text())
      at = new URL(location, at)
      if (at.href.startsWith(origin)) return at.href
    }
    throw new Error('The directory never sent the browser back.')
  }
  return { issuer, people: known, signIn, close: () => server.close() }
}

/** The provider's own pages ask for a name and for consent; this fills them in. */
function step(at: URL, jar: Map<string, string>, subject: string): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const page = at.pathname.startsWith('/interaction/')
  const consent = jar.has('_session')
  const prompt = consent ? 'consent' : 'login'
  return fetch(at, {
    redirect: 'manual',
    headers: { cookie },
    ...(page
      ? {
          method: 'POST',
          body: new URLSearchParams(
            consent ? { prompt } : { prompt, login: subject, password: 'x' },
          ),
        }
      : {}),
  })
}
