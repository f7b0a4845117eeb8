/** What each kind of entry says after the name of who did it. */
const words: Record<string, string> = {
  'channel.activated': 'put a channel to use',
  'channel.added': 'added a channel',
  'channel.check-asked': 'asked for a live check of a channel',
  'channel.check-begun': 'began a live check of a channel',
  'channel.checked': 'checked a channel on its network',
  'channel.closed': 'closed a channel',
  'channel.connect-answered': 'came back from the network with an answer for a channel',
  'channel.connect-begun': 'began to connect a channel',
  'channel.connected': 'connected a channel',
  'channel.credential-deleted': 'deleted the sign-in of a channel',
  'channel.disconnected': 'disconnected a channel',
  'channel.paused': 'paused a channel',
  'channel.registered': 'entered a channel in the register',
  'channel.resumed': 'resumed a channel',
  'channel.updated': 'changed the entry of a channel',
  'council.changed': 'changed the settings of the council',
  'council.set-up': 'set up the council',
  'person.invited': 'invited a person',
  'person.signed-in': 'signed in',
  'person.signed-out': 'signed out',
  'person.suspended': 'suspended a person',
  'policy.contact-details-set': 'changed the published contact details',
  'policy.packs-chosen': 'chose the policy packs',
  'policy.setting-chosen': 'chose a setting of the policy',
  'post.approved': 'approved a post',
  'post.discarded': 'discarded a draft',
  'post.removed': 'deleted a post on its networks',
  'post.returned': 'returned a post',
  'post.saved': 'saved a post',
  'post.scheduled': 'chose a time for a post',
  'post.sent': 'sent a post',
  'post.submitted': 'submitted a post',
  'post.withdrawn': 'withdrew a post',
  'post.written': 'began a post',
}

/** A sentence where there is one, else the entry's own word, which is plain enough to search for. */
export const wordsFor = (action: string): string => words[action] ?? action

/** The kinds of thing that entries are about, for the filter. */
export const kinds: readonly (readonly [string, string])[] = [
  ['post', 'Posts'],
  ['delivery', 'Deliveries'],
  ['channel', 'Channels'],
  ['person', 'People'],
  ['policy', 'Policy'],
  ['council', 'Council'],
]
