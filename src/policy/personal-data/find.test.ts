import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { noContacts } from '../council-policy.ts'
import type { CouncilFacts } from '../facts.ts'
import { findPersonalData } from './find.ts'

function found(text: string, council: Partial<CouncilFacts> = {}): string[] {
  return findPersonalData(text, { ...noContacts, ...council }).map(
    ({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`,
  )
}

const samples: readonly [kind: string, written: string][] = [
  ['email', 'jo.bloggs@mail.example'],
  ['phone', '07700 900123'],
  ['national-insurance', 'AB 12 34 56 C'],
  ['address', '12 High Street, Brackenford BR1 2AB'],
  ['card', '4111 1111 1111 1111'],
]

const before = fc.constantFrom(
  '',
  'Hello, ',
  'Call me: ',
  'Croeso i’r Tŷ. ',
  '🎉🔔 ',
  '\u200b\u200b',
  'ﬁﬀ½ ',
  '𝔘nicode ',
  'Line\n',
)
const after = fc.constantFrom('', '.', ', thank you', ' 🎉', '\nNext', ' – ta', '\u200b', ' ŵ')

for (const [kind, written] of samples) {
  test(`marks ${kind} exactly, whatever stands before and after`, () => {
    fc.assert(
      fc.property(before, after, (front, back) => {
        assert.deepEqual(found(`${front}${written}${back}`), [`${kind}: ${written}`])
      }),
    )
  })

  test(`finds ${kind} with invisible characters between any two of its own`, () => {
    fc.assert(
      fc.property(
        before,
        fc.array(fc.constantFrom('', '', '\u200b', '\u00ad', '\u2060', '\ufe0f', '\u200d'), {
          minLength: written.length - 1,
          maxLength: written.length - 1,
        }),
        (front, hidden) => {
          const dodged = [...written].map((letter, at) => letter + (hidden[at] ?? '')).join('')
          assert.deepEqual(found(front + dodged), [`${kind}: ${dodged}`])
        },
      ),
    )
  })

  test(`finds ${kind} in full-width characters`, () => {
    const wide = [...written]
      .map((letter) =>
        /[!-~]/.test(letter) ? String.fromCodePoint(letter.charCodeAt(0) + 0xfee0) : letter,
      )
      .join('')
    assert.deepEqual(found(`Hello ${wide}!`), [`${kind}: ${wide}`])
  })
}

test('finds everything in one text, in its order', () => {
  const text = samples.map(([, written]) => written).join('; ')
  assert.deepEqual(
    found(text).map((line) => line.split(':')[0]),
    samples.map(([kind]) => kind),
  )
})

test('never overlaps itself and never leaves the text, whatever it is given', () => {
  const bits = fc.constantFrom(
    ...samples.map(([, written]) => written),
    ...'0 1 07 +44 @ at dot . - ( ) one double 4111 AB 12 BR1 2AB Street, \u200b Ａ 🎉'.split(' '),
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string({ unit: 'binary', maxLength: 5 }))), (parts) => {
      const text = parts.join(' ')
      let last = 0
      for (const { start, end } of findPersonalData(text, noContacts)) {
        assert.ok(last <= start && start < end && end <= text.length)
        last = end
      }
    }),
    { numRuns: 2000 },
  )
})

test('what the council publishes passes however it is written, and nothing near it does', () => {
  const council = {
    mailDomains: ['brackenshire.example'],
    emails: ['help@partner.example'],
    phones: ['01632 960 000', '+44 7700 900000'],
    addresses: ['Civic Offices, 11 Bell Street, Brackenford BR1 1AA'],
  }
  for (const text of [
    'help@PARTNER.example',
    '+44 (0)1632 960000',
    '０1632-960-000',
    '07700900000',
    'zero double seven double oh nine double oh triple oh',
    '11 Bell Street Brackenford, br1 1aa',
    'officer@planning.brackenshire.example',
  ])
    assert.deepEqual([text, found(text, council)], [text, []])
  for (const text of [
    'helper@partner.example',
    'help@partner.example.mail.example',
    '01632 960 001',
    '1 Bell Street, Brackenford BR1 1AA',
    '11 Bell Street, Brackenford BR1 1AB',
    '111 Bell Street, Brackenford BR1 1AA',
  ])
    assert.equal(found(text, council).length, 1, text)
})

// One pattern that backs up over itself would take hours here; a loaded machine takes a second.
const long = 100_000
const hostile: readonly string[] = [
  'a',
  '0',
  '0 ',
  '07 ',
  '001 ',
  '+1 ',
  '1 2 ',
  '4444 ',
  'a@',
  '@a.',
  'a.',
  'a-',
  ' at ',
  'a at b dot ',
  'a [at] ',
  '[',
  '(',
  ' ',
  '\n',
  'AB',
  'AB 1 2 ',
  '12 BR1 2AB ',
  '12 High ',
  'BR1 2AB ',
  'one ',
  'double ',
  'O',
  'o7',
  'NI number ',
  '\u200b',
  '٠',
  'ﷺ',
  '🎉',
  '\ud800',
]

for (const piece of hostile)
  test(`reads ${long} characters of ${JSON.stringify(piece)} in time`, () => {
    const text = piece.repeat(Math.ceil(long / piece.length)).slice(0, long)
    const started = performance.now()
    findPersonalData(text, noContacts)
    const took = performance.now() - started
    assert.ok(took < 5000, `${took} ms`)
  })
