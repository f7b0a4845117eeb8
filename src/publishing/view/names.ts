import { channelsById, networkNamed } from '../../channels/index.ts'
import { namesOf } from '../../people/index.ts'
import type { Reader } from '../../platform/database.ts'

/** Names for ids, asked once for a whole answer. */
export interface Names {
  person(id: string): { id: string; name: string }
  channel(id: string): { id: string; name: string; network: string }
}

export async function namesFor(
  db: Reader,
  personIds: readonly (string | null)[],
  channelIds: readonly string[],
): Promise<Names> {
  const people = await namesOf(
    db,
    personIds.filter((id) => id !== null),
  )
  const channels = await channelsById(db, [...new Set(channelIds)])
  return {
    person: (id) => ({ id, name: people.get(id) ?? 'Someone who has left' }),
    channel(id) {
      const found = channels.get(id)
      if (found === undefined) return { id, name: 'A channel that is gone', network: '' }
      return { id, name: found.name, network: networkNamed(found.network).name }
    },
  }
}
