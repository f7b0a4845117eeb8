import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { plainText } from './plain-text.ts'

const written: readonly [string, string][] = [
  ['０７７００', '07700'],
  ['𝟎𝟕𝟕𝟎𝟎', '07700'],
  ['𝟘𝟟', '07'],
  ['٠٧٧٠٠', '07700'],
  ['०७', '07'],
  ['⓪①②❸⑨', '01239'],
  ['0️⃣7️⃣', '07'],
  ['0\u200b7\u2060\ufeff\u00ad7', '077'],
  ['jо@ехamрlе.cоm', 'jo@example.com'],
  ['ΑΒ 12', 'AB 12'],
  ['jo＠mail．example', 'jo@mail.example'],
  ['07700–900—123', '07700-900-123'],
  ['07700\u00a0900\u2009123', '07700 900 123'],
  ['pâsswörd', 'password'],
  ['½', '1⁄2'],
  ['Tŷ Gwyn\n12', 'Ty Gwyn\n12'],
]

for (const [source, expected] of written)
  test(`reads ${JSON.stringify(source)} as ${JSON.stringify(expected)}`, () => {
    assert.equal(plainText(source).text, expected)
  })

test('plain text stays as it is, and each place is its own', () => {
  fc.assert(
    fc.property(fc.string(), (source) => {
      const { text, original } = plainText(source)
      if (!/^[\x20-\x7e]*$/.test(source)) return
      assert.equal(text, source)
      assert.deepEqual(original(0, source.length), { start: 0, end: source.length })
    }),
  )
})

test('every place leads back into the original, in order, never splitting a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (source, a, b) => {
      const { text, original } = plainText(source)
      const start = Math.min(a, b) % (text.length + 1)
      const end = Math.min(start + (Math.max(a, b) % 20), text.length)
      const span = original(start, end)
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= source.length)
      for (const edge of [span.start, span.end])
        assert.ok(!/^[\udc00-\udfff]/.test(source.slice(edge)) || isLone(source, edge))
    }),
    { numRuns: 2000 },
  )
})

function isLone(source: string, at: number): boolean {
  return !/[\ud800-\udbff]$/.test(source.slice(0, at))
}

test('halves of characters and control characters do no harm', () => {
  assert.equal(plainText('a\ud800b\udc00\u0000\u0007c').text.replace(/[^abc]/g, ''), 'abc')
})
