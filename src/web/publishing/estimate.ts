import type { Limits } from './answers.ts'

type TextRule = Limits['text']

const simple = /^[\x20-\x7e]*$/
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

export function measure(text: string, unit: TextRule['unit']): number {
  if (unit === 'utf16' || simple.test(text)) return text.length
  if (unit === 'bytes') return new TextEncoder().encode(text).length
  if (unit === 'codepoints') return Array.from(text).length
  return Array.from(segmenter.segment(text)).length
}

const link = /https?:\/\/[^\s<>]+\.[^\s<>]*[^\s<>.,;:!?)'"]/giu
const farMention = /(^|\s)(@[a-z0-9_]+)@[\p{L}\p{N}.-]+/giu

/**
 * How long a text will be to a network, near enough to show while someone types. The server counts
 * with the network's own rule, and its figure takes this one's place within a second.
 */
export function estimate(text: string, rule: TextRule, warning: string): number {
  const links = rule.perLink === null ? [] : (text.match(link) ?? [])
  let rest = rule.perLink === null ? text : text.replace(link, '')
  if (rule.mentions === 'name-only') rest = rest.replace(farMention, '$1$2')
  const spoiler = rule.spoilerCounts ? measure(warning, rule.unit) : 0
  return measure(rest, rule.unit) + links.length * (rule.perLink ?? 0) + spoiler
}
