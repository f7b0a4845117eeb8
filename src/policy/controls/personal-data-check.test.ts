import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Clearance, PostFacts } from '../facts.ts'
import { about, aPolicy, repeating, saying } from '../fixtures.ts'
import { judge } from '../judge.ts'
import { personalDataCheck } from './personal-data-check.ts'

function verdictOn(post: Partial<PostFacts>, policy = aPolicy()) {
  return judge('post.submit', about(post), policy, [personalDataCheck])
}

function said(text: string, policy = aPolicy()) {
  const { outcome, reasons } = verdictOn({ variants: [saying(text)] }, policy)
  return [outcome, ...reasons.map(({ message }) => message.slice('personal-data-check.'.length))]
}

test('a repost of a resident’s phone number is refused though it was public; without it, it goes', () => {
  const policy = aPolicy(['east-herts'])
  const repost = verdictOn({ variants: [repeating('Ring me on 07700 900123!')] }, policy)
  assert.equal(repost.outcome, 'refused')
  assert.equal(repost.reasons[0]?.message, 'personal-data-check.phone-repeated')
  assert.ok(repost.reasons[0]?.clauses.includes('east-herts:4.2.2.rule-2'))
  assert.equal(verdictOn({ variants: [repeating('Ring me!')] }, policy).outcome, 'allowed')
})

const kinds: readonly [string, string][] = [
  ['Write to jo.bloggs@mail.example', 'email'],
  ['Ring 07700 900123', 'phone'],
  ['Her number is AB 12 34 56 C', 'national-insurance'],
  ['Collect it from 12 High Street, Brackenford BR1 2AB', 'address'],
  ['Card 4111 1111 1111 1111', 'card'],
]

for (const [text, kind] of kinds)
  test(`refuses ${kind} in every pack, and marks it`, () => {
    for (const pack of ['east-herts', 'hr-policy', 'st-helens', 'dacorum', 'councillors']) {
      const { outcome, reasons } = verdictOn({ variants: [saying(text)] }, aPolicy([pack]))
      assert.equal(outcome, 'refused')
      assert.equal(reasons[0]?.message, `personal-data-check.${kind}`)
      assert.equal(reasons[0]?.marks.length, 1)
      assert.ok(reasons[0]?.clauses[0].startsWith(`${pack}:`))
    }
  })

test('the reason never repeats what it found', () => {
  for (const [text] of kinds) {
    const { reasons } = verdictOn({ variants: [saying(text)] })
    const told = JSON.stringify(reasons.map(({ sentence, values }) => [sentence, values]))
    for (const word of text.split(' ').filter((part) => /\d|@/.test(part)))
      assert.ok(!told.includes(word), word)
  }
})

test('it looks into alt texts and into every item of a thread', () => {
  const items = [
    { text: 'One', altTexts: [], quoted: null },
    { text: 'Two', altTexts: ['A bell', 'A card with 07700 900123 on it'], quoted: null },
  ]
  const { reasons } = verdictOn({ variants: [{ channelId: 'channel-a', items }] })
  assert.deepEqual(reasons[0]?.marks, [
    { channelId: 'channel-a', item: 1, field: 'altText', index: 1, start: 12, end: 24 },
  ])
})

test('the council’s own published contacts pass', () => {
  const published = aPolicy(
    ['dacorum'],
    {},
    {
      emails: ['hello@partner.example'],
      phones: ['+44 1632 960000'],
      addresses: ['Civic Offices, 1 Bell Street, Brackenford BR1 1AA'],
    },
  )
  const text =
    'Ring 01632 960 000, write to Hello@Partner.Example or come to 1 Bell Street, Brackenford, BR1 1AA.'
  assert.deepEqual(said(text, published), ['allowed'])
  assert.equal(said(text)[0], 'refused')
})

test('the council may choose a warning: the post goes and the author sees it', () => {
  const warned = aPolicy(['dacorum'], { 'personalData.rule': 'warn' })
  assert.deepEqual(said('Ring 07700 900123', warned), ['allowed', 'phone'])
})

test('a warning for own words does not open reposts, nor the other way about', () => {
  const variants = [repeating('Ring 07700 900123')]
  const warned = aPolicy(['dacorum'], { 'personalData.rule': 'warn' })
  assert.equal(verdictOn({ variants }, warned).outcome, 'refused')
  const open = aPolicy(['dacorum'], { 'repost.publicPersonalData': 'allow' })
  assert.equal(verdictOn({ variants }, open).outcome, 'allowed')
  assert.equal(said('Ring 07700 900123', open)[0], 'refused')
})

const clearance: Clearance = {
  control: 'personal-data-check',
  versionId: 'version-1',
  byPersonId: 'the-officer',
  byRoles: ['communications'],
}

function cleared(changed: Partial<Clearance>, packs = ['east-herts'], choices = {}) {
  const clearances = [{ ...clearance, ...changed }]
  return verdictOn({ variants: [saying('Ring 07700 900123')], clearances }, aPolicy(packs, choices))
}

test('an officer with authority lets exactly this version pass', () => {
  const { outcome, reasons } = cleared({})
  assert.equal(outcome, 'allowed')
  assert.equal(reasons[0]?.message, 'personal-data-check.cleared')
  assert.ok(reasons[0]?.clauses.includes('east-herts:4.2.2.rule-1'))
})

test('one of the officer’s roles is enough, and a clearance covers warnings beside refusals', () => {
  assert.equal(cleared({ byRoles: ['author', 'communications'] }).outcome, 'allowed')
  const variants = [saying('Ring 07700 900123'), repeating('Ring 07700 900123')]
  const warned = aPolicy(['east-herts'], { 'personalData.rule': 'warn' })
  assert.equal(verdictOn({ variants }, warned).outcome, 'refused')
  assert.equal(verdictOn({ variants, clearances: [clearance] }, warned).outcome, 'allowed')
})

test('a clearance without authority, for another version or for one’s own post is none', () => {
  assert.equal(cleared({ byRoles: ['author', 'administrator'] }).outcome, 'refused')
  assert.equal(cleared({ versionId: 'version-0' }).outcome, 'refused')
  assert.equal(cleared({ byPersonId: 'the-author' }).outcome, 'refused')
  assert.equal(cleared({}, ['dacorum']).outcome, 'refused')
  const onlyOfficer = { 'personalData.mayClear': 'data-protection-officer' }
  assert.equal(cleared({}, ['dacorum'], onlyOfficer).outcome, 'refused')
  const byOfficer = { byRoles: ['data-protection-officer'] }
  assert.equal(cleared(byOfficer, ['dacorum'], onlyOfficer).outcome, 'allowed')
})
