import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChannelFacts } from '../facts.ts'
import { about, aChannel, aPolicy, saying } from '../fixtures.ts'
import { judge } from '../judge.ts'
import { channelRegister } from './channel-register.ts'

type Moment = 'post.submit' | 'post.approve' | 'post.schedule' | 'post.send' | 'post.correct'
const moments: readonly Moment[] = [
  'post.submit',
  'post.approve',
  'post.schedule',
  'post.send',
  'post.correct',
]

function said(action: Moment, changed: Partial<ChannelFacts>, packs = ['dacorum']) {
  const facts = about({}, { channels: [aChannel(changed)] })
  const { outcome, reasons } = judge(action, facts, aPolicy(packs), [channelRegister])
  return [outcome, ...reasons.map(({ message }) => message.slice('channel-register.'.length))]
}

test('not registered or paused is refused; active and connected is accepted', () => {
  for (const moment of moments) {
    assert.deepEqual(said(moment, { registered: false }), ['refused', 'unregistered'])
    assert.deepEqual(said(moment, { status: 'paused' }), ['refused', 'paused'])
    assert.deepEqual(said(moment, {}), ['allowed'])
  }
})

test('proposed and closed channels are refused as well', () => {
  assert.deepEqual(said('post.send', { status: 'proposed' }), ['refused', 'proposed'])
  assert.deepEqual(said('post.send', { status: 'closed' }), ['refused', 'closed'])
})

test('a lapsed connection stops sending, and only warns while there is time to mend it', () => {
  const lapsed = { connected: false }
  assert.deepEqual(said('post.submit', lapsed), ['allowed', 'not-connected-yet'])
  assert.deepEqual(said('post.approve', lapsed), ['allowed', 'not-connected-yet'])
  assert.deepEqual(said('post.schedule', lapsed), ['refused', 'not-connected'])
  assert.deepEqual(said('post.send', lapsed), ['refused', 'not-connected'])
})

test('being off the register weighs more than anything else that is wrong', () => {
  const changed = { registered: false, status: 'active', connected: true } as const
  assert.deepEqual(said('post.send', changed), ['refused', 'unregistered'])
})

test('one bad channel among good ones is named', () => {
  const channels = [aChannel(), aChannel({ id: 'channel-b', name: 'Parks', status: 'paused' })]
  const facts = about({ variants: [saying('Open'), saying('Open', 'channel-b')] }, { channels })
  const { reasons } = judge('post.send', facts, aPolicy(), [channelRegister])
  assert.equal(reasons.length, 1)
  assert.match(reasons[0]?.sentence ?? '', /^Parks is paused/)
  assert.deepEqual(reasons[0]?.values, { channel: 'Parks' })
})

test('a variant for a channel that was not looked up counts as off the register', () => {
  const facts = about({ variants: [saying('Open'), saying('Open', 'channel-x')] })
  const { reasons } = judge('post.send', facts, aPolicy(), [channelRegister])
  assert.deepEqual(
    reasons.map(({ message, values }) => [message, values]),
    [['channel-register.unregistered', { channel: 'channel-x' }]],
  )
})

test('a post to no channel at all goes nowhere', () => {
  const facts = about({ variants: [] }, { channels: [] })
  const { outcome, reasons } = judge('post.submit', facts, aPolicy(), [channelRegister])
  assert.equal(outcome, 'refused')
  assert.equal(reasons[0]?.message, 'channel-register.no-channel')
})

test('it holds in packs that have no clause about a register', () => {
  assert.deepEqual(said('post.send', { status: 'paused' }, ['st-helens']), ['refused', 'paused'])
})

test('drafts may be kept for a channel that is not ready', () => {
  const facts = about({}, { channels: [aChannel({ status: 'paused' })] })
  assert.equal(judge('post.save', facts, aPolicy()).outcome, 'allowed')
})
