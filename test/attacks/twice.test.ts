import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { type Answer, startApp } from '../support/app.ts'

const app = await startApp({ work: false })
const administrator = await app.signIn('administrator')
const one = z.object({ id: z.uuid() })

async function idOf(search: string): Promise<string> {
  const { body } = await administrator('GET', `/api/people?search=${search}`)
  return z.object({ people: z.array(one) }).parse(body).people[0]?.id ?? ''
}
const authorId = await idOf('author@')
const moderatorId = await idOf('moderator@')
const listed = (await administrator('GET', '/api/channels')).body
const channelId = z.object({ channels: z.array(one) }).parse(listed).channels[0]?.id ?? ''

const reason = 'Pressed twice.'
const presses: readonly [string, string, object][] = [
  ['POST', `/api/people/${authorId}/suspensions`, { channelIds: [channelId], reason }],
  ['POST', '/api/invitations', { email: 'twice@brackenshire.example', name: 'Twice' }],
  ['POST', '/api/lockdown', { reason }],
  ['POST', '/api/lockdown/end', { reason }],
  [
    'POST',
    '/api/channels',
    { name: 'Twice', purpose: 'Pressed twice.', ownerId: moderatorId, network: 'x' },
  ],
]

const statusesOf = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort()

for (const [method, path, body] of presses)
  test(`pressed three times at once, it happens once: ${method} ${path.replace(/[0-9a-f-]{36}/, ':id')}`, async () => {
    await administrator('PUT', `/api/people/${moderatorId}/roles`, { roles: ['crisis-team'] })
    const answers = await Promise.all([1, 2, 3].map(() => administrator(method, path, body)))
    assert.deepEqual(statusesOf(answers), [200, 409, 409])
  })

test('the same roles given by several people at once are given', async () => {
  const path = `/api/people/${moderatorId}/roles`
  const roles = ['moderator', 'author', 'crisis-team']
  const answers = await Promise.all([1, 2, 3, 4].map(() => administrator('PUT', path, { roles })))
  assert.deepEqual(statusesOf(answers), [200, 200, 200, 200])
})

test('a channel named twice, once in capitals, is one channel', async () => {
  const both = [channelId, channelId.toUpperCase()]
  const suspended = await administrator('POST', `/api/people/${moderatorId}/suspensions`, {
    ...{ channelIds: both, reason },
  })
  const told = z.object({ suspensions: z.array(z.unknown()) }).parse(suspended.body)
  assert.equal(told.suspensions.length, 1)
  const author = await app.signIn('author')
  const post = await author('POST', '/api/posts', {
    content: { items: [{ text: 'Once.' }], channels: both.map((id) => ({ channelId: id })) },
  })
  assert.equal(post.status, 422)
})

const moments = [
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  '2027-01-01T00:00:00.1234567890Z',
]
for (const moment of moments)
  test(`a moment that no calendar holds is refused: ${moment}`, async () => {
    const until = await administrator('PUT', `/api/people/${authorId}/access-end`, {
      ...{ accessUntil: moment, reason },
    })
    const from = await administrator(
      'GET',
      `/api/ledger/entries?from=${encodeURIComponent(moment)}`,
    )
    assert.deepEqual([until.status, from.status], [422, 422])
  })

test('a local time that no calendar holds is no time', async () => {
  for (const local of ['0000-01-01T00:00', '9999-12-31T23:59']) {
    const { status, body } = await administrator('GET', `/api/times?local=${local}&zone=Etc/GMT-12`)
    assert.equal(status, 200)
    assert.partialDeepStrictEqual(body, { kind: 'invalid' })
  }
})
