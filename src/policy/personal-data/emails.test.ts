import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findEmails } from './emails.ts'

const addresses: readonly [text: string, email: string][] = [
  ['Write to Jo.Bloggs@Mail.Example.', 'jo.bloggs@mail.example'],
  ['(jo+news@mail.example)', 'jo+news@mail.example'],
  ['jo_b-l%x@sub.mail.example', 'jo_b-l%x@sub.mail.example'],
  ["o'neil@mail.example", "o'neil@mail.example"],
  ['mailto:jo@mail.example?subject=Hello', 'jo@mail.example'],
  ['siân@mail.example', 'siân@mail.example'],
  ['jo@xn--bcher-kva.example', 'jo@xn--bcher-kva.example'],
  ['jo [at] mail [dot] example', 'jo@mail.example'],
  ['jo(at)mail(dot)example', 'jo@mail.example'],
  ['jo {at} mail.example', 'jo@mail.example'],
  ['jo AT mail DOT co DOT uk', 'jo@mail.co.uk'],
  ['jo at mail dot com', 'jo@mail.com'],
  ['jo @ gmail . com', 'jo@gmail.com'],
  ['jo.bloggs at hotmail.co.uk', 'jo.bloggs@hotmail.co.uk'],
  ['jo at gmail.com', 'jo@gmail.com'],
  ['jo\n@gmail.com', 'jo@gmail.com'],
  ['@jo@gmail.com', 'jo@gmail.com'],
]

for (const [text, email] of addresses)
  test(`finds an address in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(
      findEmails(text).map(({ value }) => value),
      [email],
    )
  })

for (const text of [
  'Follow @brackenshire and @parks.team',
  'We are on Mastodon: @parks@social.example',
  'See you @ the town hall. Bring a coat.',
  'See you @ brackenshire.example',
  'Doors open @ 7.30 pm',
  'Look at bbc.co.uk or at www.example.com',
  'The bus stops at dot on the hour',
  'Meet at ten, dot com is not a place',
  'logo@2x.png and photo@3x.jpg',
  'a@b',
  'jo@localhost',
  'jo@mail.1',
  '@@@@ @.@ a@.b .@. @',
  'Sit at. Com is short for company.',
  'Two for 5.00 at example.com',
])
  test(`finds no address in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(findEmails(text), [])
  })

test('finds each of several', () => {
  const text = 'jo@mail.example, sam@mail.example;al@mail.example'
  assert.deepEqual(
    findEmails(text).map(({ start, end }) => text.slice(start, end)),
    ['jo@mail.example', 'sam@mail.example', 'al@mail.example'],
  )
})
