import { type ChannelFacts, type Level, levels, type PersonFacts, type PostFacts } from './facts.ts'

/** Whether a person has at least this level on a channel, of their own or as managing team. */
export function reaches(person: PersonFacts, channelId: string, wanted: Level): boolean {
  if (person.everyChannel) return true
  const own = Object.hasOwn(person.levels, channelId) ? person.levels[channelId] : undefined
  return own !== undefined && atLeast(own, wanted)
}

export function atLeast(level: Level, wanted: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(wanted)
}

export function isSuspendedFrom(
  { suspendedFrom }: { readonly suspendedFrom: 'all' | readonly string[] },
  channelId: string,
): boolean {
  return suspendedFrom === 'all' || suspendedFrom.includes(channelId)
}

/**
 * Every channel that the action touches. A variant or a grant for a channel that the facts leave
 * out counts as a channel off the register, so that leaving one out never opens a way round.
 */
export function touched(facts: {
  readonly channels: readonly ChannelFacts[]
  readonly post?: PostFacts
  readonly subject?: { readonly grants: readonly { readonly channelId: string }[] }
}): readonly ChannelFacts[] {
  const known = new Set(facts.channels.map(({ id }) => id))
  const named = [...(facts.post?.variants ?? []), ...(facts.subject?.grants ?? [])]
  const missing = new Set(named.map(({ channelId }) => channelId).filter((id) => !known.has(id)))
  return [
    ...facts.channels,
    ...[...missing].map((id) => ({
      id,
      name: id,
      network: '',
      registered: false,
      status: 'closed' as const,
      connected: false,
    })),
  ]
}

/** Everyone who wrote a version of the post. */
export function writersOf(post: PostFacts) {
  return [post.author, ...post.editors]
}

export function wrote(post: PostFacts, personId: string): boolean {
  return writersOf(post).some(({ id }) => id === personId)
}
