import type { Content, Item } from '../../publishing/contract.ts'

export interface Voice {
  readonly channelIds: readonly string[]
  readonly items: readonly Item[]
}

/** Which channels say what: those that follow the shared text together, each own text for itself. */
export function voicesOf(content: Content): Voice[] {
  const following = content.channels.filter(({ items }) => items === undefined)
  const own = content.channels.flatMap(({ channelId, items }) =>
    items ? [{ channelIds: [channelId], items }] : [],
  )
  const shared = { channelIds: following.map(({ channelId }) => channelId), items: content.items }
  return following.length > 0 || own.length === 0 ? [shared, ...own] : own
}

/** All that a channel would say, as one text: for comparing two versions. */
export function wholeText(items: readonly Item[]): string {
  return items
    .map(({ text, media }) =>
      [text, ...media.map(({ alt, decorativeReason }) => pictureLine(alt, decorativeReason))].join(
        '\n',
      ),
    )
    .join('\n\n')
}

const pictureLine = (alt: string, decorative: string | undefined) =>
  decorative === undefined ? `[Picture: ${alt}]` : `[Decorative picture: ${decorative}]`
