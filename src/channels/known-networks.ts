export interface KnownNetwork {
  readonly id: string
  readonly name: string
  /** Nothing that is sent there is public. */
  readonly practice: boolean
}

const known = (id: string, name: string): KnownNetwork => ({ id, name, practice: false })

/**
 * The networks on which a council may hold an account. The register holds every account, whether
 * or not Crier has a connector for its network.
 */
export const knownNetworks: readonly KnownNetwork[] = [
  known('bluesky', 'Bluesky'),
  known('blog', 'Blog'),
  known('facebook', 'Facebook'),
  known('google-business', 'Google Business Profile'),
  known('instagram', 'Instagram'),
  known('linkedin', 'LinkedIn'),
  known('mastodon', 'Mastodon'),
  known('nextdoor', 'Nextdoor'),
  known('telegram', 'Telegram'),
  known('threads', 'Threads'),
  known('tiktok', 'TikTok'),
  known('whatsapp', 'WhatsApp Channel'),
  known('x', 'X'),
  known('youtube', 'YouTube'),
  { id: 'practice', name: 'Practice network', practice: true },
]

const byId = new Map(knownNetworks.map((network) => [network.id, network]))

export const networkCalled = (id: string): KnownNetwork | undefined => byId.get(id)

/** A row may outlive its network's place in the list; its id then stands for the name. */
export const networkNamed = (id: string): KnownNetwork => byId.get(id) ?? known(id, id)
