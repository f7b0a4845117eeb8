import assert from 'node:assert/strict'
import { test } from 'node:test'
import { levels } from '../people/index.ts'
import {
  type ChannelStatus,
  type Connection,
  connectionWords,
  isReady,
  mayOf,
  type StatusVerb,
  statusWords,
  stepOf,
} from './channel.ts'

const statuses: readonly ChannelStatus[] = ['planned', 'active', 'paused', 'closed']
const connections: readonly Connection[] = ['none', 'connected', 'signed-out', 'missing-right']
const verbs: readonly StatusVerb[] = ['activate', 'pause', 'resume', 'close']

/** What follows; a dash where nothing may. */
const table: Readonly<Record<ChannelStatus, Readonly<Record<StatusVerb, ChannelStatus | '-'>>>> = {
  planned: { activate: 'active', pause: '-', resume: '-', close: 'closed' },
  active: { activate: '-', pause: 'paused', resume: '-', close: 'closed' },
  paused: { activate: '-', pause: '-', resume: 'active', close: 'closed' },
  closed: { activate: '-', pause: '-', resume: '-', close: '-' },
}

test('each status is followed by what the table says and by nothing else', () => {
  for (const status of statuses)
    for (const verb of verbs) {
      const { to, no } = stepOf(status, verb)
      assert.equal(to ?? '-', table[status][verb], `${verb} ${status}`)
      assert.equal(no === null, to !== null, 'either a step or the sentence that says why not')
    }
})

test('what cannot be is said in a whole sentence', () => {
  for (const verb of verbs) assert.match(stepOf('closed', verb).no ?? '', /^[A-Z].+\.$/)
})

test('only an active and connected channel is ready, whether or not it is being looked at', () => {
  const ready = statuses.flatMap((status) =>
    connections.flatMap((connection) =>
      [true, false].filter((checking) => isReady({ status, connection, checking })).length === 2
        ? [`${status} ${connection}`]
        : [],
    ),
  )
  assert.deepEqual(ready, ['active connected'])
})

const seen = (status: ChannelStatus, connection: Connection = 'none', checking = false) => ({
  ...{ status, connection, checking },
})
const manager = { level: 'administrator', lockedOut: false } as const
const work = ['draft', 'publish', 'approve']

test('offers an administrator what the status and the connection allow', () => {
  const offered = (...channel: Parameters<typeof seen>) =>
    mayOf(seen(...channel), manager).filter((verb) => !work.includes(verb))
  assert.deepEqual(offered('planned'), ['update', 'activate', 'close', 'connect'])
  assert.deepEqual(offered('active'), ['update', 'pause', 'close', 'connect'])
  const again = ['update', 'resume', 'close', 'reconnect', 'check', 'disconnect']
  assert.deepEqual(offered('paused', 'signed-out'), again)
  assert.deepEqual(
    offered('active', 'connected', true),
    ['update', 'pause', 'close', 'reconnect', 'disconnect'],
    'a look that is under way is not asked for again',
  )
})

test('offers each level its own work, and no more', () => {
  const offered = levels.map((level) => mayOf(seen('active'), { level, lockedOut: false }))
  assert.deepEqual(offered.slice(0, 3), [work.slice(0, 1), work.slice(0, 2), work])
  assert.deepEqual(
    offered[3]?.filter((verb) => work.includes(verb)),
    work,
  )
  assert.deepEqual(mayOf(seen('active'), { level: undefined, lockedOut: false }), [])
})

test('in a lockdown leaves everybody else their drafts and nothing more', () => {
  for (const level of levels)
    assert.deepEqual(mayOf(seen('active', 'connected'), { level, lockedOut: true }), ['draft'])
})

test('offers nobody anything on a closed channel', () => {
  assert.deepEqual(mayOf(seen('closed'), manager), [])
})

test('every status and connection has a word, and a sentence that explains it', () => {
  for (const { word, says } of [...Object.values(statusWords), ...Object.values(connectionWords)]) {
    assert.match(word, /^[A-Z]/)
    assert.match(says, /^[A-Z].+\.$/)
  }
})
