import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp, type Visitor } from '../support/app.ts'
import { snapshotOf } from '../support/snapshot.ts'
import { documentedRoutes, requestFor } from './document.ts'
import { type About, knownRoutes } from './routes.ts'
import { secretWords, setStage } from './stage.ts'

const app = await startApp({ work: false })
const { councilId, known, attackers } = await setStage(app)
// Questions first: later the ledger of the attackers' own council holds the ids that they tried.
const routes = (await documentedRoutes(app)).toSorted((one, other) =>
  one.method === other.method ? 0 : one.method === 'GET' ? -1 : 1,
)

/** Ids that only this council has; a stranger's reply must hold none of them. */
const secretIds = Object.entries(known)
  .filter(([name, value]) => name.endsWith('Id') && typeof value === 'string')
  .map(([, value]) => String(value))

// Seen times move by themselves; everything else of the council must stay as it is.
const moves = ['people.session', 'people.attempt', 'people.verification']
const snapshot = () => snapshotOf(app.database.superuserUrl, councilId, moves)

async function attack(attacker: Visitor, about: readonly About[]) {
  const answers: { route: string; status: number; text: string }[] = []
  for (const route of routes) {
    const kind = knownRoutes[route.name]
    if (kind === undefined || !about.includes(kind)) continue
    const { path, body } = requestFor(route, known)
    const { status, body: said } = await attacker(route.method, path, body)
    // What an attacker sends may come back to them; only what they did not know is a leak.
    const sent = path + JSON.stringify(body)
    const echoes = secretIds.filter((id) => sent.includes(id))
    const whole = typeof said === 'string' ? said : JSON.stringify(said)
    const text = echoes.reduce((rest, id) => rest.replaceAll(id, ''), whole)
    answers.push({ route: route.name, status, text })
  }
  return answers
}

test('knows every route that Crier answers, and no others', () => {
  assert.deepEqual(routes.map(({ name }) => name).sort(), Object.keys(knownRoutes).sort())
})

test('lets nobody in who is not signed in', async () => {
  const before = await snapshot()
  const answers = await attack(attackers.nobody, ['own', 'council', 'object'])
  assert.deepEqual(
    answers.filter(({ status }) => status !== 401),
    [],
  )
  assert.deepEqual(await snapshot(), before)
})

test('lets nobody in who was suspended, though they were signed in', async () => {
  const before = await snapshot()
  const answers = await attack(attackers.suspended, ['own', 'council', 'object'])
  assert.deepEqual(
    answers.filter(({ status }) => status !== 401),
    [],
  )
  assert.deepEqual(await snapshot(), before)
})

test('shows a person of another council nothing, and lets them change nothing', async () => {
  const before = await snapshot()
  const answers = await attack(attackers.stranger, ['council', 'object', 'own'])
  const leaks = answers.filter(({ text }) => text.includes(secretWords))
  assert.deepEqual(leaks, [])
  const listed = answers.filter(
    ({ route, text }) =>
      knownRoutes[route] !== 'object' && secretIds.some((id) => text.includes(id)),
  )
  assert.deepEqual(listed, [])
  const reached = answers.filter(
    ({ route, status }) => knownRoutes[route] === 'object' && (status < 400 || status >= 500),
  )
  assert.deepEqual(reached, [])
  assert.deepEqual(await snapshot(), before)
})

test('shows a person without a level no post, and lets them change nothing', async () => {
  const before = await snapshot()
  const answers = await attack(attackers.withoutLevel, ['council', 'object'])
  const ids = ['postId', 'deliveryId', 'alarmId', 'versionId'].map((name) => String(known[name]))
  const leaks = answers.filter(
    ({ route, text }) =>
      text.includes(secretWords) ||
      (knownRoutes[route] !== 'object' && ids.some((id) => text.includes(id))),
  )
  assert.deepEqual(leaks, [])
  const reached = answers.filter(
    ({ route, status }) => /^\w+ \/(posts|deliveries|alarms)\/:/.test(route) && status < 400,
  )
  assert.deepEqual(reached, [])
  const defects = answers.filter(({ status }) => status >= 500)
  assert.deepEqual(defects, [])
  assert.deepEqual(await snapshot(), before)
})

test('gives the bytes of a picture to nobody whom it is not for', async () => {
  for (const path of [`/api/media/${known.fileId}`, `/api/media/${known.fileId}?size=thumbnail`]) {
    const statuses = Object.entries(attackers).map(async ([who, attacker]) => {
      const { status } = await attacker('GET', path)
      return [who, status]
    })
    assert.deepEqual(Object.fromEntries(await Promise.all(statuses)), {
      ...{ nobody: 401, suspended: 401, stranger: 404, withoutLevel: 404 },
    })
  }
})

test('tells nobody anything of a council at the open doors', async () => {
  const before = await snapshot()
  const answers = await attack(attackers.nobody, ['open'])
  const leaks = answers.filter(({ text }) => secretIds.some((id) => text.includes(id)))
  assert.deepEqual(leaks, [])
  assert.deepEqual(
    answers.filter(({ status }) => status >= 500),
    [],
  )
  assert.deepEqual(await snapshot(), before)
})
