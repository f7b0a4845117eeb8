import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { control } from './control.ts'
import { controls } from './controls/all.ts'
import { councilPolicy } from './council-policy.ts'
import { type Action, actions, type FactsOf } from './facts.ts'
import {
  about,
  aChannel,
  aJob,
  anAccount,
  anActor,
  aPolicy,
  aPost,
  aSubject,
  earlier,
  later,
  now,
  saying,
} from './fixtures.ts'
import { applies, fill, judge } from './judge.ts'
import { clauseCalled, packs } from './packs.ts'
import { clausesOf, sentencesOf, verdictShape } from './verdict.ts'

/** Facts in which much may be wrong at once, fit for any action. */
const anyFacts = fc
  .record({
    actor: fc.constantFrom(
      anActor(),
      anActor({ levels: {} }),
      anActor({ id: 'the-author', suspendedFrom: 'all' }),
      anActor({ roles: ['auditor'], everyChannel: true }),
      anActor({ id: 'the-author', levels: { 'channel-a': 'administrator' } }),
      aJob,
      { kind: 'nobody' } as const,
    ),
    lockdown: fc.constantFrom(null, { since: earlier, crisisTeam: [] }),
    channel: fc.constantFrom(
      aChannel(),
      aChannel({ status: 'paused' }),
      aChannel({ registered: false }),
      aChannel({ connected: false }),
    ),
    text: fc.constantFrom(
      'All is well.',
      'Ring 07700 900123 or write to jo@mail.example',
      'Write to officer@brackenshire.example',
    ),
    post: fc.constantFrom(
      aPost(),
      aPost({ approval: null, attestation: null, release: null }),
      aPost({ versionId: 'version-2' }),
      aPost({ author: { id: 'the-approver', newUser: true, suspendedFrom: ['channel-a'] } }),
      aPost({ schedule: { local: '2026-11-24T07:00', zone: 'Europe/London', instant: earlier } }),
      aPost({ schedule: { local: 'nonsense', zone: 'Nowhere/Land', instant: later } }),
    ),
    account: fc.constantFrom(
      anAccount(),
      anAccount({ requestFields: ['password'], authorisation: 'other' }),
      anAccount({ loginEmail: 'jo@mail.example', profileTexts: ['x@brackenshire.example'] }),
    ),
    email: fc.constantFrom(null, 'jo@mail.example', 'jo@brackenshire.example'),
  })
  .map(({ actor, lockdown, channel, text, post, account, email }) => ({
    now,
    actor,
    lockdown,
    channels: [channel],
    post: { ...post, variants: [saying(text), saying(text, 'channel-b')] },
    account,
    subject: aSubject({ email, grants: [{ channelId: 'channel-c', level: 'publisher' }] }),
  }))

const anyPolicy = fc
  .tuple(
    fc.subarray(packs.map(({ id }) => id)),
    fc.dictionary(fc.constantFrom('post.approval'), fc.constantFrom('none', 'all-posts')),
  )
  .map(([bound, choices]) => aPolicy(bound, choices))

function judgeAny(action: Action, facts: FactsOf['post.save'], policy = aPolicy()) {
  // The record holds the facts of every action at once.
  return judge(action, facts as FactsOf[Action], policy)
}

test('every reason carries a clause that exists and binds, whatever the packs and the facts', () => {
  fc.assert(
    fc.property(fc.constantFrom(...actions), anyFacts, anyPolicy, (action, facts, policy) => {
      const bound = new Set(['crier', ...policy.bound.map(({ pack }) => pack)])
      for (const reason of judgeAny(action, facts, policy).reasons) {
        assert.ok(reason.clauses.length > 0)
        for (const id of reason.clauses) {
          const called = clauseCalled(id)
          assert.ok(called && bound.has(called.pack.id), `${reason.message} cites ${id}`)
        }
      }
    }),
    { numRuns: 3000 },
  )
})

test('every verdict keeps its own shape, with whole sentences and the worst outcome', () => {
  fc.assert(
    fc.property(fc.constantFrom(...actions), anyFacts, anyPolicy, (action, facts, policy) => {
      const verdict = verdictShape.parse(judgeAny(action, facts, policy))
      const outcomes = verdict.reasons.map(({ outcome }) => outcome)
      const worst = outcomes.includes('refused')
        ? 'refused'
        : outcomes.includes('needs')
          ? 'needs'
          : 'allowed'
      assert.equal(verdict.outcome, worst)
      for (const { sentence } of verdict.reasons) assert.doesNotMatch(sentence, /[{}]/)
    }),
    { numRuns: 1000 },
  )
})

test('the same facts give the same verdict', () => {
  fc.assert(
    fc.property(fc.constantFrom(...actions), anyFacts, (action, facts) => {
      assert.deepEqual(judgeAny(action, facts), judgeAny(action, facts))
    }),
    { numRuns: 200 },
  )
})

test('every mark lies within the text that it marks', () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      for (const { marks } of judge('post.submit', facts, policy).reasons)
        for (const { channelId, item, start, end } of marks.filter(
          ({ field }) => field === 'text',
        )) {
          const variant = facts.post.variants.find((one) => one.channelId === channelId)
          const length = variant?.items[item]?.text.length ?? 0
          assert.ok(0 <= start && start < end && end <= length)
        }
    }),
    { numRuns: 500 },
  )
})

test('a good post is allowed in every pack', () => {
  for (const { id } of packs) {
    const verdict = judge('post.send', about({}, { actor: aJob }), aPolicy([id]))
    assert.deepEqual([id, verdict.outcome, verdict.reasons], [id, 'allowed', []])
    assert.ok(verdict.checked.includes('post-approval'))
  }
})

test('without any pack the strictest answers hold, and the reason says so', () => {
  const verdict = judge('post.submit', about({ approval: null }), councilPolicy([]))
  assert.equal(verdict.outcome, 'needs')
  assert.deepEqual(verdict.reasons[0]?.clauses, ['crier:strictest-until-answered'])
  assert.equal(verdict.reasons[0]?.setting?.decidedBy, 'strictest-until-answered')
  assert.deepEqual(verdict.bound, [])
})

test('a reason shows the setting, the packs and the clause that decided', () => {
  const [reason] = judge('post.submit', about({ approval: null }), aPolicy(['hr-policy'])).reasons
  assert.deepEqual(reason?.setting, {
    key: 'post.approval',
    value: 'all-posts',
    decidedBy: 'pack',
    packs: ['hr-policy'],
  })
  assert.deepEqual(reason?.clauses, ['hr-policy:6.safe-3'])
})

test('what the council chose itself is cited as its choice', () => {
  const policy = aPolicy(['dacorum'], { 'post.approval': 'all-posts' })
  const [reason] = judge('post.submit', about({ approval: null }), policy).reasons
  assert.deepEqual(reason?.clauses, ['crier:council-choice'])
  assert.equal(reason?.setting?.decidedBy, 'council')
})

test('one sentence about two channels is one reason with two marks', () => {
  const variants = [saying('Ring 07700 900123'), saying('Or 07700 900123', 'channel-b')]
  const facts = about(
    { variants },
    {
      channels: [aChannel(), aChannel({ id: 'channel-b' })],
      actor: anActor({ everyChannel: true }),
    },
  )
  const { reasons } = judge('post.submit', facts, aPolicy())
  assert.equal(reasons.length, 1)
  assert.deepEqual(
    reasons[0]?.marks.map(({ channelId, start, end }) => [channelId, start, end]),
    [
      ['channel-a', 5, 17],
      ['channel-b', 3, 15],
    ],
  )
})

test('no reason hides another, and the refusals come first', () => {
  const facts = about(
    { attestation: null, approval: null, variants: [saying('Ring 07700 900123')] },
    { channels: [aChannel({ status: 'paused' })] },
  )
  const { reasons } = judge('post.submit', facts, aPolicy(['hr-policy']))
  assert.deepEqual(
    reasons.map(({ message }) => message),
    [
      'channel-register.paused',
      'personal-data-check.phone',
      'pre-publish-attestation.purpose',
      'pre-publish-attestation.benefit',
      'post-approval.every-post-waits',
    ],
  )
})

test('a name that looks like a placeholder stays a name', () => {
  assert.equal(
    fill('{channel} is paused.', { channel: '{channel} $& {name}' }),
    '{channel} $& {name} is paused.',
  )
  assert.equal(fill('{constructor} {missing}', {}), '{constructor} {missing}')
})

const rare = control({
  id: 'election-period-mode',
  basis: 'asked',
  speaksOn: ['post.submit'],
  parameters: z.object({}),
  messages: {
    never: { says: 'Never.', clauses: [], rule: 'crier:council-choice', next: null },
  },
  findings: () => [{ outcome: 'refused', message: 'never', values: {} }],
})

test('a control that no bound pack asks for does not look', () => {
  assert.ok(!applies(rare, aPolicy(['hr-policy'])))
  assert.equal(judge('post.submit', about(), aPolicy(['hr-policy']), [rare]).outcome, 'allowed')
  assert.ok(applies(rare, aPolicy(['dacorum'])))
  assert.equal(judge('post.submit', about(), aPolicy(['dacorum']), [rare]).outcome, 'refused')
})

test('a control does not look at actions that it does not speak on', () => {
  assert.deepEqual(judge('post.save', about(), aPolicy(['dacorum']), [rare]).checked, [])
})

test('a verdict gives the ledger its clauses once and the person its sentences', () => {
  const facts = about(
    { variants: [saying('Ring 07700 900123 or write to jo@mail.example')] },
    { channels: [aChannel({ connected: false })] },
  )
  const verdict = judge('post.submit', facts, aPolicy(['hr-policy']))
  assert.deepEqual(clausesOf(verdict), ['hr-policy:6.not-2.d', 'hr-policy:6.part-1'])
  assert.equal(sentencesOf(verdict).length, 2)
})

test('ten controls are built, each under its own name', () => {
  assert.equal(new Set(controls.map(({ id }) => id)).size, 10)
})
