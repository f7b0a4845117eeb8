import type { CountUnit, TextRule } from './limits.ts'

/**
 * How long a text is to a network. Pure and without dependencies, so that the browser counts with
 * the very same function as the server.
 */
export function count(text: string, rule: TextRule, spoiler = ''): number {
  const counted = rule.spoilerCounts ? measure(spoiler, rule.unit) : 0
  return counted + countText(text, rule)
}

export function left(text: string, rule: TextRule, spoiler = ''): number {
  return rule.max - count(text, rule, spoiler)
}

function countText(text: string, rule: TextRule): number {
  let rest = text
  let links = 0
  if (rule.perLink !== null) {
    const found = findLinks(text)
    links = found.length * rule.perLink
    // A space keeps what stood on either side of a link apart, and is taken off again.
    rest = withoutLinks(text, found)
    links -= found.length
  }
  if (rule.mentions === 'name-only') rest = rest.replace(remoteMention, '$1$2')
  return links + measure(rest, rule.unit)
}

export function measure(text: string, unit: CountUnit): number {
  if (unit === 'utf16') return text.length
  if (unit === 'bytes') return new TextEncoder().encode(text).length
  if (unit === 'codepoints') return Array.from(text).length
  return countGraphemes(text)
}

// Plain ASCII without line ends has one grapheme for each unit: nearly every post, and much faster.
const simple = /^[\x20-\x7e]*$/
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

function countGraphemes(text: string): number {
  if (simple.test(text)) return text.length
  let total = 0
  for (const _ of segmenter.segment(text)) total += 1
  return total
}

// Only the name of @name@server.example counts.
const remoteMention =
  /(^|[^\p{L}\p{N}/_])(@[a-z0-9_][a-z0-9_.-]*)(?<![.-])@[\p{L}\p{N}.-]+(?<![.-])(?::\d+)?/giu

export interface Link {
  readonly start: number
  readonly end: number
  readonly address: string
}

// A scheme, a domain with at least one dot and a real ending, then whatever is not white space.
const candidate =
  /(?<![\p{L}\p{N}@$#/_.-])https?:\/\/(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]+|\p{L}{2,})(?::\d+)?(?:[/?#][^\s<>]*)?/giu
const trailing = /[!?*"'「」:;=,.$%[\]~&|@(]+$/u

/** The links in a text, as the networks that shorten them find them. */
export function findLinks(text: string): Link[] {
  const links: Link[] = []
  for (const match of text.matchAll(candidate)) {
    const address = trimEnd(match[0])
    links.push({ start: match.index, end: match.index + address.length, address })
  }
  return links
}

// "(see https://x.example/a)." ends before the bracket; "https://x.example/a_(b)" keeps its own.
function trimEnd(found: string): string {
  let address = found
  for (;;) {
    const shorter = address.replace(trailing, '')
    const opened = shorter.split('(').length
    const closed = shorter.split(')').length
    const next = shorter.endsWith(')') && closed > opened ? shorter.slice(0, -1) : shorter
    if (next === address) return address
    address = next
  }
}

function withoutLinks(text: string, links: readonly Link[]): string {
  let result = ''
  let from = 0
  for (const link of links) {
    result += `${text.slice(from, link.start)} `
    from = link.end
  }
  return result + text.slice(from)
}
