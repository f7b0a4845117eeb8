import type { Content, Item } from '../../publishing/contract.ts'
import { type Change, difference } from './difference.ts'
import { wholeText } from './voices.ts'

export interface Changed {
  readonly what: string
  readonly changes: readonly Change[]
}

/** What differs between two versions: texts word by word, settings as a whole. */
export function comparison(
  before: Content,
  after: Content,
  nameOf: (channelId: string) => string,
): Changed[] {
  const own = (content: Content, id: string) =>
    content.channels.find(({ channelId }) => channelId === id)?.items
  const ids = new Set([...before.channels, ...after.channels].map(({ channelId }) => channelId))
  const varied = [...ids].filter((id) => own(before, id) || own(after, id))
  const names = (content: Content) =>
    content.channels.map(({ channelId }) => nameOf(channelId)).join(', ')
  return [
    text('Text', before.items, after.items),
    ...varied.map((id) =>
      text(nameOf(id), own(before, id) ?? before.items, own(after, id) ?? after.items),
    ),
    setting('Channels', names(before), names(after)),
    setting('Language', before.language, after.language),
    setting('Who can see it', before.visibility, after.visibility),
    setting('Content warning', before.contentWarning, after.contentWarning),
  ].filter(({ changes }) => changes.some(({ kind }) => kind !== 'same'))
}

const text = (what: string, before: readonly Item[], after: readonly Item[]): Changed => ({
  what,
  changes: difference(wholeText(before), wholeText(after)),
})

function setting(what: string, before: string, after: string): Changed {
  if (before === after) return { what, changes: [] }
  const removed: Change[] = before ? [{ kind: 'removed', text: before }] : []
  const added: Change[] = after ? [{ kind: 'added', text: after }] : []
  return { what, changes: [...removed, ...added] }
}
