import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Content, Item } from './content.ts'

/** What a post says on each channel. Pure. */

/** A channel has its own items or follows the base. */
export function itemsFor(content: Content, channelId: string): readonly Item[] {
  const own = content.channels.find((channel) => channel.channelId === channelId)
  return own?.items ?? content.items
}

export const channelIdsOf = (content: Content): string[] =>
  content.channels.map((channel) => channel.channelId)

/** Every item of every variant, the base included even when nobody follows it. */
export function allItems(content: Content): Item[] {
  return [...content.items, ...content.channels.flatMap((channel) => channel.items ?? [])]
}

export function fileIdsOf(content: Content): string[] {
  const files = allItems(content).flatMap((item) => item.media.map((media) => media.fileId))
  return [...new Set(files)]
}

const longestExcerpt = 120

/** The first words of a post, as its name in lists. */
export function excerptOf(content: Content): string {
  const first = allItems(content).find((item) => item.text.trim() !== '')
  const line = first?.text.trim().replace(/\s+/g, ' ') ?? ''
  if (line === '')
    return allItems(content).some((item) => item.media.length > 0) ? 'A picture' : 'An empty post'
  const letters: string[] = []
  for (const { segment } of new Intl.Segmenter('en').segment(line)) {
    if (letters.length === longestExcerpt) return `${letters.slice(0, -1).join('').trimEnd()}…`
    letters.push(segment)
  }
  return line
}

/** The same for the same words, whatever the order in which a program sends the fields. */
export const hashOf = (value: unknown): string => hash('sha256', canonicalize(value) ?? '', 'hex')

export function thumbnailOf(content: Content): { fileId: string; alt: string } | null {
  const media = allItems(content).flatMap((item) => item.media)[0]
  return media === undefined ? null : { fileId: media.fileId, alt: media.alt }
}
