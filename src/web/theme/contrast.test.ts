import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const pairs = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
)

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

function holds(front: string, back: string, atLeast: number): void {
  for (const scheme of ['light', 'dark'] as const) {
    const [text, ground] = [pairs.get(front)?.[scheme], pairs.get(back)?.[scheme]]
    assert.ok(text && ground, `tokens.css has no pair for ${front} on ${back}`)
    const found = contrast(text, ground)
    assert.ok(
      found >= atLeast,
      `${front} on ${back}, ${scheme}: ${found.toFixed(2)} is less than ${atLeast}`,
    )
  }
}

test('measures black on white as 21 to 1', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
})

test('text that carries work stands out at least 7 to 1', () => {
  for (const text of ['ink', 'soft', 'link'])
    for (const ground of ['page', 'surface', 'sunk']) holds(text, ground, 7)
  holds('on-brass', 'brass', 7)
  holds('on-brass', 'brass-lit', 7)
  for (const ground of ['rail', 'rail-lit']) {
    holds('rail-ink', ground, 7)
    holds('rail-soft', ground, 7)
  }
  holds('alarm-ink', 'alarm-bg', 7)
})

test('every state is readable on its own ground', () => {
  const tones = [...pairs.keys()].filter((name) => name.endsWith('-bg')).map((n) => n.slice(0, -3))
  assert.ok(tones.length >= 9)
  for (const tone of tones) holds(`${tone}-ink`, `${tone}-bg`, 7)
})

test('borders of controls, focus and the bell stand out at least 3 to 1', () => {
  for (const line of ['edge', 'focus', 'bell'])
    for (const ground of ['page', 'surface', 'sunk']) holds(line, ground, 3)
  holds('brass-edge', 'page', 3)
})
