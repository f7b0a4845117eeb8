import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChannel, aPerson, aPost, saying } from './fixtures.ts'
import { atLeast, isSuspendedFrom, reaches, touched, wrote } from './reach.ts'

test('a level holds all levels before it', () => {
  assert.ok(atLeast('administrator', 'contributor'))
  assert.ok(atLeast('approver', 'approver'))
  assert.ok(!atLeast('publisher', 'approver'))
})

test('the managing team reaches every channel, and nobody else one without a grant', () => {
  assert.ok(reaches(aPerson({ everyChannel: true, levels: {} }), 'channel-x', 'administrator'))
  assert.ok(!reaches(aPerson(), 'channel-x', 'contributor'))
  assert.ok(!reaches(aPerson(), 'constructor', 'contributor'))
})

test('suspended from everything is suspended from anything', () => {
  assert.ok(isSuspendedFrom({ suspendedFrom: 'all' }, 'channel-a'))
  assert.ok(isSuspendedFrom({ suspendedFrom: ['channel-a'] }, 'channel-a'))
  assert.ok(!isSuspendedFrom({ suspendedFrom: ['channel-ab'] }, 'channel-a'))
})

test('what an action touches includes what its facts forgot, once, off the register', () => {
  const post = aPost({
    variants: [saying('1'), saying('2', 'channel-x'), saying('3', 'channel-x')],
  })
  const all = touched({ channels: [aChannel()], post })
  assert.deepEqual(
    all.map(({ id, registered, connected }) => [id, registered, connected]),
    [
      ['channel-a', true, true],
      ['channel-x', false, false],
    ],
  )
})

test('an editor wrote the post as much as its author', () => {
  const post = aPost({ editors: [{ id: 'an-editor', newUser: false, suspendedFrom: [] }] })
  assert.ok(wrote(post, 'the-author') && wrote(post, 'an-editor'))
  assert.ok(!wrote(post, 'the-approver'))
})
