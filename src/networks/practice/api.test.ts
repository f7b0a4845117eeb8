import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createRestAPIClient } from 'masto'
import { PracticeClient } from './client.test.support.ts'
import { startPractice } from './started.test.support.ts'

const practice = await startPractice()
const { address } = practice
after(async () => {
  await practice.stop()
  assert.deepEqual(practice.defects, [])
})
const council = await PracticeClient.signUp(address, 'Council')
const neighbour = await PracticeClient.signUp(address, 'neighbour')
const nobody = new PracticeClient(address, '')

const post = async (client: PracticeClient, status: string, more = {}) =>
  (await client.post('/api/v1/statuses', { status, ...more })).json

test('ids are numbers written as text, and sort by time', async () => {
  const [first, second] = [await post(council, 'One'), await post(council, 'Two')]
  assert.match(first.id, /^\d{18}$/)
  assert.ok(BigInt(second.id) > BigInt(first.id))
})

test('the client of npm works as it is', async () => {
  const masto = createRestAPIClient({ url: address, accessToken: council.token })
  const status = await masto.v1.statuses.create({ status: 'From another program' })
  const me = await masto.v1.accounts.verifyCredentials()
  assert.equal(me.username, 'Council')
  const found = []
  for await (const page of masto.v1.accounts.$select(me.id).statuses.list({ limit: 2 }))
    found.push(...page.map(({ id }) => id))
  assert.ok(found.includes(status.id) && new Set(found).size === found.length && found.length >= 3)
  const instance = await masto.v2.instance.fetch()
  assert.equal(instance.configuration.statuses.maxCharacters, 500)
})

test('the same key gives the first status, also when both requests come at once', async () => {
  const send = (key: string, client = council) =>
    client.post('/api/v1/statuses', { status: `Once ${key}` }, { 'idempotency-key': key })
  const answers = await Promise.all(Array.from({ length: 8 }, () => send('same')))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  assert.equal(new Set(answers.map(({ json }) => json.id)).size, 1)
  const other = await send('same', neighbour)
  assert.notEqual(other.json.id, answers[0]?.json.id)
})

test('a key whose request was refused is free again', async () => {
  const headers = { 'idempotency-key': 'refused-first' }
  const refused = await council.post('/api/v1/statuses', { status: 'x'.repeat(501) }, headers)
  assert.equal(refused.status, 422)
  assert.equal((await council.post('/api/v1/statuses', { status: 'ok' }, headers)).status, 200)
})

for (const [what, body, status] of [
  ['a text that is too long', { status: 'x'.repeat(501) }, 422],
  ['nothing at all', {}, 422],
  ['only spaces', { status: '   \n ' }, 422],
  ['a text that is a number', { status: 7 }, 422],
  ['a null character', { status: 'a\0b' }, 422],
  ['an unknown visibility', { status: 'x', visibility: 'secret' }, 422],
  ['an unknown language', { status: 'x', language: 'klingon please' }, 422],
  ['an unknown file', { status: 'x', media_ids: ['109999999999999999'] }, 422],
  ['a file id that is no id', { status: 'x', media_ids: ["1' or 1=1 --"] }, 422],
  ['an answer to nothing', { status: 'x', in_reply_to_id: '109999999999999999' }, 404],
  ['an answer to no id', { status: 'x', in_reply_to_id: '1; drop table practice.status' }, 422],
  ['an id beyond all ids', { status: 'x', in_reply_to_id: '9'.repeat(19) }, 422],
  ['a poll', { status: 'x', poll: { options: ['a', 'b'], expires_in: 300 } }, 422],
  ['a time', { status: 'x', scheduled_at: '2030-01-01T00:00:00Z' }, 422],
] as const)
  test(`refuses a post with ${what}`, async () => {
    const answer = await council.post('/api/v1/statuses', body)
    assert.equal(answer.status, status, JSON.stringify(answer.json))
    assert.equal(typeof answer.json.error, 'string')
  })

test('a long link counts 23, a content warning counts too', async () => {
  const long = `https://a.example/${'x'.repeat(700)}`
  const room = 'y'.repeat(500 - 24)
  assert.equal((await council.post('/api/v1/statuses', { status: `${long} ${room}` })).status, 200)
  const over = { status: `${long} ${room}`, spoiler_text: 'z' }
  assert.equal((await council.post('/api/v1/statuses', over)).status, 422)
})

test('what is not understood is refused in the same shape', async () => {
  const broken = await fetch(`${address}/api/v1/statuses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${council.token}` },
    body: '{"status": ',
  })
  assert.equal(broken.status, 400)
  assert.equal(typeof (await broken.json()).error, 'string')
  for (const path of [
    '/api/v1/nothing',
    '/api/v1/statuses/abc',
    `/api/v1/statuses/${'9'.repeat(30)}`,
  ])
    assert.equal((await council.get(path)).status, 404, path)
})

test('forms and lists are understood as Rails understands them', async () => {
  const form = new URLSearchParams({ status: 'From a form', sensitive: 'true', language: 'en' })
  const { json } = await council.post('/api/v1/statuses', form)
  assert.equal(json.sensitive, true)
  const { json: list } = await council.get(`/api/v1/statuses?id[]=${json.id}&id[]=12`)
  assert.deepEqual(
    list.map(({ id }: { id: string }) => id),
    [json.id],
  )
})

test('a token must be there, known, not revoked, and have the right', async () => {
  const reader = await PracticeClient.signUp(address, 'reader_only', 'read')
  const answers = [
    await nobody.post('/api/v1/statuses', { status: 'x' }),
    await new PracticeClient(address, 'made-up').get('/api/v1/accounts/verify_credentials'),
    await reader.post('/api/v1/statuses', { status: 'x' }),
    await reader.get('/api/v1/accounts/verify_credentials'),
  ]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [401, 401, 403, 200],
  )
  assert.equal(answers[2]?.json.error, 'This action is outside the authorized scopes')
})

test('nobody sees what was not meant for them', async () => {
  const direct = await post(council, '@neighbour between us', { visibility: 'direct' })
  const followers = await post(council, 'For followers', { visibility: 'private' })
  const stranger = await PracticeClient.signUp(address, 'stranger')
  const sees = async (client: PracticeClient, id: string) =>
    (await client.get(`/api/v1/statuses/${id}`)).status
  assert.equal(await sees(neighbour, direct.id), 200)
  for (const client of [stranger, nobody]) {
    assert.equal(await sees(client, direct.id), 404)
    assert.equal(await sees(client, followers.id), 404)
    const reply = await client.post('/api/v1/statuses', { status: 'x', in_reply_to_id: direct.id })
    assert.ok([401, 404].includes(reply.status))
  }
  const { json: me } = await council.get('/api/v1/accounts/verify_credentials')
  const { json: list } = await stranger.get(`/api/v1/accounts/${me.id}/statuses`)
  assert.ok(list.every(({ visibility }: { visibility: string }) => visibility === 'public'))
  await stranger.post(`/api/v1/accounts/${me.id}/follow`, {})
  assert.equal(await sees(stranger, followers.id), 200)
  assert.equal((await stranger.post(`/api/v1/statuses/${followers.id}/reblog`, {})).status, 422)
})

test('nobody changes or deletes what is not theirs', async () => {
  const { id } = await post(council, 'Mine')
  assert.equal((await neighbour.delete(`/api/v1/statuses/${id}`)).status, 404)
  assert.equal(
    (await neighbour.send('PUT', `/api/v1/statuses/${id}`, { status: 'Yours' })).status,
    404,
  )
  assert.equal((await neighbour.get(`/api/v1/statuses/${id}/source`)).status, 404)
  assert.equal((await council.get(`/api/v1/statuses/${id}/source`)).json.text, 'Mine')
})

test('an edit is seen by all, and what stood before can be read', async () => {
  const { id } = await post(council, 'Monday')
  await council.send('PUT', `/api/v1/statuses/${id}`, { status: 'Tuesday' })
  await council.send('PUT', `/api/v1/statuses/${id}`, { status: 'Wednesday' })
  const { json } = await nobody.get(`/api/v1/statuses/${id}/history`)
  assert.deepEqual(
    json.map(({ content }: { content: string }) => content),
    ['<p>Monday</p>', '<p>Tuesday</p>', '<p>Wednesday</p>'],
  )
  assert.ok((await nobody.get(`/api/v1/statuses/${id}`)).json.edited_at)
})

test('pages go back and forth without a gap', async () => {
  const reader = await PracticeClient.signUp(address, 'pages')
  const ids = []
  for (let number = 0; number < 5; number += 1) ids.push((await post(reader, `P${number}`)).id)
  const { json: me } = await reader.get('/api/v1/accounts/verify_credentials')
  const first = await reader.get(`/api/v1/accounts/${me.id}/statuses?limit=2`)
  const link = first.headers.get('link') ?? ''
  assert.match(link, /^<[^>]+max_id=\d+>; rel="next", <[^>]+min_id=\d+>; rel="prev"$/)
  const next = new URL(/<([^>]+)>/.exec(link)?.[1] ?? '')
  const second = await reader.get(next.pathname + next.search)
  const found = [...first.json, ...second.json].map(({ id }: { id: string }) => id)
  assert.deepEqual(found, ids.slice(1).reverse())
  const up = await reader.get(`/api/v1/accounts/${me.id}/statuses?limit=2&min_id=${ids[0]}`)
  assert.deepEqual(
    up.json.map(({ id }: { id: string }) => id),
    [ids[2], ids[1]],
  )
})

test('people are told of mentions, favourites, boosts and follows, once each', async () => {
  const teller = await PracticeClient.signUp(address, 'teller')
  const { id } = await post(council, 'Tell me')
  const { json: me } = await council.get('/api/v1/accounts/verify_credentials')
  await council.post('/api/v1/notifications/clear', {})
  for (let twice = 0; twice < 2; twice += 1) {
    await teller.post(`/api/v1/statuses/${id}/favourite`, {})
    await teller.post(`/api/v1/statuses/${id}/reblog`, {})
    await teller.post(`/api/v1/accounts/${me.id}/follow`, {})
  }
  await post(teller, '@council @council well done')
  const { json } = await council.get('/api/v1/notifications')
  assert.deepEqual(
    json.map(({ type }: { type: string }) => type),
    ['mention', 'follow', 'reblog', 'favourite'],
  )
  const only = await council.get('/api/v1/notifications?exclude_types[]=mention&types[]=mention')
  assert.deepEqual(only.json, [])
  await council.post('/api/v1/notifications/clear', {})
  await council.post(`/api/v1/statuses/${id}/favourite`, {})
  assert.deepEqual((await council.get('/api/v1/notifications')).json, [])
})

test('a conversation keeps its order: each answer before the next branch', async () => {
  const root = await post(council, 'root')
  const a = await post(neighbour, 'a', { in_reply_to_id: root.id })
  const b = await post(neighbour, 'b', { in_reply_to_id: root.id })
  const under = await post(council, 'a1', { in_reply_to_id: a.id })
  const { json } = await nobody.get(`/api/v1/statuses/${root.id}/context`)
  const ids = json.descendants.map(({ id }: { id: string }) => id)
  assert.deepEqual(ids, [a.id, under.id, b.id])
  const { json: inner } = await nobody.get(`/api/v1/statuses/${under.id}/context`)
  assert.deepEqual(
    inner.ancestors.map(({ id }: { id: string }) => id),
    [root.id, a.id],
  )
})

test('text that looks like SQL or a pattern is only text', async () => {
  const text = "'; drop table practice.status; -- 100% _under_"
  const { id } = await post(council, text)
  for (const q of ["'; drop", '100%', '_under_']) {
    const { json } = await council.get(`/api/v2/search?type=statuses&q=${encodeURIComponent(q)}`)
    assert.ok(
      json.statuses.some((found: { id: string }) => found.id === id),
      q,
    )
  }
  const { json } = await council.get('/api/v2/search?type=accounts&q=%25')
  assert.deepEqual(json.accounts, [])
})
