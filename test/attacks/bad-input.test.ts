import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, startApp } from '../support/app.ts'
import { snapshotOf } from '../support/snapshot.ts'
import { documentedRoutes, type Route, requestFor } from './document.ts'
import { hostileValues, spoil } from './hostile.ts'
import { knownRoutes } from './routes.ts'
import { setStage } from './stage.ts'

const app = await startApp({ work: false })
const { councilId, known } = await setStage(app)
const routes = await documentedRoutes(app)
let administrator = await app.signIn('administrator')

interface Attack {
  readonly name: string
  readonly path: string
  readonly body: unknown
}

/** Every field of a request, in the body, in the path and in the query, spoilt one at a time. */
function attacksOn(route: Route): Attack[] {
  const { path, body } = requestFor(route, known)
  const inBody = route.body === null ? [] : spoil(route.body, body)
  const texts = Object.entries(hostileValues).filter(([, value]) => typeof value === 'string')
  const inAddress = route.parameters.flatMap(({ name, in: place }) =>
    texts.map(([what, value]): Attack => {
      const text = encodeURIComponent(String(value).toWellFormed().slice(0, 3000))
      const own = encodeURIComponent(String(known[name] ?? ''))
      const spoilt =
        place === 'path' && own !== ''
          ? path.replace(own, text)
          : `${path}${path.includes('?') ? '&' : '?'}${name}=${text}`
      return { name: `${name}: ${what}`, path: spoilt, body }
    }),
  )
  return [
    ...inBody.map(({ field, what, body: spoilt }) => ({
      name: `${field}: ${what}`,
      path,
      body: spoilt,
    })),
    ...inAddress,
  ]
}

/** A refusal is a problem with a sentence and a reference; anything above 499 is a defect. */
function faultIn({ status, headers, body }: Answer): string | null {
  if (status >= 500) return `answered ${status}`
  if (status < 400) return null
  const detail = typeof body === 'object' && body !== null && Reflect.get(body, 'detail')
  if (!headers.get('content-type')?.startsWith('application/problem+json')) return 'is no problem'
  return typeof detail === 'string' && /[.?]$/.test(detail) ? null : 'has no sentence'
}

const ends = ['POST /auth/sign-out', 'POST /me/sessions/:sessionId/end', 'POST /lockdown']

for (const route of routes.filter(({ name }) => name in knownRoutes && !ends.includes(name))) {
  test(`refuses bad input clearly: ${route.name}`, async () => {
    const before = await snapshotOf(app.database.superuserUrl, councilId)
    const faults: string[] = []
    let accepted = 0
    for (const attack of attacksOn(route)) {
      const answer = await administrator(route.method, attack.path, attack.body, fromElsewhere())
      if (answer.status === 401) administrator = await app.signIn('administrator')
      if (answer.status < 400) accepted += 1
      const fault = faultIn(answer)
      if (fault !== null) faults.push(`${attack.name} ${fault}`)
    }
    assert.deepEqual(faults, [])
    // Odd text is still text and may be stored; what was refused must leave no trace.
    if (accepted > 0) return
    const moves = { 'people.session': '', 'people.attempt': '', 'people.verification': '' }
    const after = await snapshotOf(app.database.superuserUrl, councilId)
    assert.deepEqual({ ...after, ...moves }, { ...before, ...moves })
  })
}

let count = 0
/** Each request from another address, so that the limits on one address do not hide a defect. */
function fromElsewhere(): Record<string, string> {
  count += 1
  return { 'x-forwarded-for': `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}` }
}
