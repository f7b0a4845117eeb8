import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { count, findLinks, left, measure } from './count.ts'
import type { TextRule } from './limits.ts'
import { usualLimits } from './mastodon/limits.ts'

const rule = usualLimits.text

test('a link counts what the server says, long or short', () => {
  assert.equal(count('https://a.example', rule), 23)
  assert.equal(count(`https://a.example/${'x'.repeat(300)}`, rule), 23)
  assert.equal(count('See https://a.example/bins and http://b.example.', rule), 4 + 23 + 5 + 23 + 1)
})

test('what is not a link counts as it is written', () => {
  for (const text of [
    'http://localhost',
    'https://',
    'a.example',
    'ftp://a.example',
    'xhttps://a.example',
  ])
    assert.equal(count(text, rule), text.length, text)
})

test('punctuation after a link is not part of it, its own brackets are', () => {
  const addresses = findLinks(
    'A (https://a.example/x), https://a.example/x_(y)! “https://b.example/?q=1&r=2” https://c.example/#top.',
  ).map((link) => link.address)
  assert.deepEqual(addresses, [
    'https://a.example/x',
    'https://a.example/x_(y)',
    'https://b.example/?q=1&r=2”',
    'https://c.example/#top',
  ])
})

test('of a mention on another server only the name counts', () => {
  assert.equal(count('@council@very-long-name.social.example hello', rule), '@council hello'.length)
  assert.equal(count('@council hello', rule), '@council hello'.length)
  assert.equal(count('mail@council.example', rule), 'mail@council.example'.length)
})

test('a content warning counts too, where the network says so', () => {
  assert.equal(count('text', rule, 'warning'), 11)
  assert.equal(count('text', { ...rule, spoilerCounts: false }, 'warning'), 4)
  assert.equal(left('text', rule, 'warning'), 489)
})

test('each unit counts in its own way', () => {
  const family = '👩‍👩‍👧'
  assert.deepEqual(
    (['graphemes', 'codepoints', 'utf16', 'bytes'] as const).map((unit) => measure(family, unit)),
    [1, 5, 8, 18],
  )
  assert.equal(measure('Ŵyl y Môr', 'graphemes'), 9)
  assert.equal(measure('W\u0302yl', 'graphemes'), 3)
  assert.equal(measure('a\r\nb', 'graphemes'), 3)
})

test('without a rule for links and mentions a text counts what it measures', () => {
  const plain: TextRule = { ...rule, perLink: null, mentions: 'whole', unit: 'utf16' }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => count(text, plain) === text.length),
  )
})

test('counting never fails and never goes below nothing', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('https://a.example/', '@a@b.example', '(', ')', '.', '\n', '@', '//', 'http'),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      return count(text, rule) >= 0 && findLinks(text).every((link) => link.end <= text.length)
    }),
  )
})

test('text made to be slow is counted at once', () => {
  const hostile = [
    `@${'a'.repeat(50_000)}`,
    `@${'a.'.repeat(25_000)}`,
    `https://${'a'.repeat(50_000)}`,
    `https://${'a.'.repeat(25_000)}`,
    `https://a.example/${'('.repeat(5000)}`,
    'https://a.example/('.repeat(2000),
    'http://'.repeat(7000),
  ]
  const start = performance.now()
  for (const text of hostile) count(text, rule)
  assert.ok(performance.now() - start < 3000)
})
