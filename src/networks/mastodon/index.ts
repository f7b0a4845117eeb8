import type { Network } from '../network.ts'
import type { Deadlines, NetworksSetup } from '../networks.ts'
import { Transport } from '../transport.ts'
import { MastodonClient } from './client.ts'
import { checkWith, connectWith } from './connect.ts'
import { readCredential } from './credential.ts'
import { readLimits, usualLimits } from './limits.ts'
import { publishingWith } from './publishing.ts'

const usualDeadlines: Deadlines = { read: 10_000, write: 20_000, upload: 60_000 }

/** How a network of this kind is called here; `server` where it has only one. */
export interface Identity {
  readonly id: string
  readonly name: string
  readonly practice: boolean
  readonly server: string | null
}

export function mastodon(setup: NetworksSetup): Network {
  return speaksMastodon({ id: 'mastodon', name: 'Mastodon', practice: false, server: null }, setup)
}

/** Every network that speaks the Mastodon client API: one connector, no special case. */
export function speaksMastodon(identity: Identity, setup: NetworksSetup): Network {
  const { id, name, practice, server } = identity
  const own = server === null ? null : new URL(server).origin
  const allowed = new Set(setup.allow ?? [])
  if (own !== null) allowed.add(own)
  const deadlines = { ...usualDeadlines, ...setup.deadlines }
  const client = new MastodonClient(new Transport(allowed), deadlines)
  return {
    id,
    name,
    practice,
    usualLimits,
    connect: connectWith({ client, server: own, allowed }),
    check: (sealed) => checkWith(client, sealed),
    async limits(sealed) {
      const { server, token } = readCredential(sealed, 'limits')
      return readLimits(client, server, token)
    },
    publishing: publishingWith(client, deadlines.upload),
  }
}
