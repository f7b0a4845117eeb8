import { after } from 'node:test'
import { allowAs, createNetworks, type PracticePerson } from '../networks/index.ts'
import { startPractice } from '../networks/practice/started.test.support.ts'
import { serverWith } from '../people/fixtures-browser.ts'
import { type Caller, nobody } from '../platform/caller.ts'
import { connectPlugin } from './connect-plugin.ts'
import { openCredential } from './credential.ts'
import { testKeys } from './fixtures.ts'
import { workingWorld } from './fixtures-jobs.ts'

const password = 'a practice password'

/** For tests: Crier and the practice network as two servers, and people between them. */
export async function practiceWorld() {
  const world = await workingWorld()
  const practice = await startPractice()
  after(() => practice.stop())
  const networks = createNetworks({ practiceAddress: practice.address })
  const callers = new Map<string, Caller>()
  let address = ''
  const { door } = world
  const parts = { door, networks, keys: testKeys }
  const authenticate = async ({ cookie = '' }) => callers.get(cookie) ?? nobody
  const plugin = connectPlugin({
    ...{ ...parts, authenticate },
    get publicAddress() {
      return address
    },
  })
  const app = await serverWith(plugin)
  address = await app.listen({ host: '127.0.0.1', port: 0 })
  after(() => app.close())
  const headersOf = (by: Caller) => {
    const cookie = by.kind === 'person' ? by.personId : by.kind
    callers.set(cookie, by)
    return { cookie, 'content-type': 'application/json' }
  }
  const browse = {
    /** Asks Crier where to go. */
    async ask(by: Caller, channelId: string, body: object | string = {}) {
      const answer = await fetch(`${address}/api/channels/${channelId}/connect`, {
        ...{ method: 'POST', headers: headersOf(by) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      return { status: answer.status, headers: answer.headers, body: await answer.json() }
    },
    /** Comes back from the network with what it gave. */
    async comeBack(by: Caller, answer: Record<string, string>) {
      const url = `${address}/api/channels/connect/return?${new URLSearchParams(answer)}`
      const { status, headers } = await fetch(url, { headers: headersOf(by), redirect: 'manual' })
      const to = new URL(headers.get('location') ?? '', address)
      const { searchParams } = to
      return {
        ...{ status, headers, page: to.pathname, origin: to.origin },
        ...{ connected: searchParams.get('connected'), why: searchParams.get('why') ?? '' },
      }
    },
  }
  return {
    ...{ ...world, ...browse, practice, networks, address },
    settle: () => world.settle({ networks }),
    channel: (facts: Parameters<typeof world.channel>[0] = {}) =>
      world.channel({ network: 'practice', ...facts }),
    /** Someone at the network's sign-in page, whose account is made the first time. */
    account(username: string) {
      let made = false
      return (authoriseAddress: string) => {
        const person: PracticePerson = { username, password }
        const first = made ? person : { ...person, displayName: username }
        made = true
        return allowAs(first, authoriseAddress)
      }
    },
    /** What is sealed in the channel's current row. */
    async secretsOf(channelId: string) {
      const rows = await world.credentials(channelId)
      const row = rows.find(({ state }) => state === 'current')
      if (row === undefined) throw new Error('There is no credential.')
      return openCredential(testKeys, { sealed: row.sealed, credentialId: row.id })
    },
    /** What the network says to a token: 200 or 401. */
    async works(token: unknown): Promise<number> {
      const url = `${practice.address}/api/v1/accounts/verify_credentials`
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
      await answer.body?.cancel()
      return answer.status
    },
    /** Says no on the network's page. */
    async deny(authoriseAddress: string) {
      const body = new URLSearchParams({ choice: 'deny' })
      const answer = await fetch(authoriseAddress, { method: 'POST', body, redirect: 'manual' })
      const to = new URL(answer.headers.get('location') ?? '')
      return Object.fromEntries(to.searchParams)
    },
  }
}
