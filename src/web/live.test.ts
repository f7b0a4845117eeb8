import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { about, gathering } from './live.ts'

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
afterEach(() => mock.timers.reset())

const tells = (named: unknown) => ({ meta: { about: named } })

test('news of a thing makes stale what tells of it, and nothing else', () => {
  const stale = about(['post', 'delivery'])
  assert.ok(stale(tells(['channel', 'post'])))
  assert.ok(!stale(tells(['channel'])))
  assert.ok(!stale(tells([])))
  assert.ok(!stale({ meta: undefined }))
})

test('after a gap everything that tells of anything is stale', () => {
  assert.ok(about(['everything'])(tells(['channel'])))
  assert.ok(about(['post'])(tells(['everything'])))
  assert.ok(!about(['everything'])(tells('no list')))
})

test('the first news is acted on at once, a flood once a second', () => {
  const acts: string[][] = []
  const tell = gathering((things) => acts.push(things))
  tell(['post'])
  assert.deepEqual(acts, [['post']])
  for (let each = 0; each < 500; each++) tell(['delivery', 'post'])
  assert.equal(acts.length, 1)
  mock.timers.tick(1000)
  assert.deepEqual(acts, [['post'], ['delivery', 'post']])
  mock.timers.tick(5000)
  assert.equal(acts.length, 2)
  tell(['channel'])
  assert.deepEqual(acts.at(-1), ['channel'])
})
