import { type CouncilPolicy, councilPolicy, noContacts } from './council-policy.ts'
import type {
  AccountFacts,
  Actor,
  ChannelFacts,
  CouncilFacts,
  PersonFacts,
  PostActionFacts,
  PostFacts,
  SubjectFacts,
} from './facts.ts'
import type { Choice } from './resolve.ts'
import type { Reason } from './verdict.ts'

/** Facts for tests: a day on which all is well, to be changed in one place by each test. */
export const now = Temporal.Instant.from('2026-11-24T08:00:00Z')
export const later = now.add({ hours: 1 })
export const earlier = now.subtract({ hours: 1 })

export function aPolicy(
  packs: readonly string[] = ['dacorum'],
  choices: Readonly<Record<string, Choice['value']>> = {},
  council: Partial<CouncilFacts> = {},
): CouncilPolicy {
  const chosen = Object.entries(choices).map(
    ([key, value]) =>
      [key, { value, reason: 'Cabinet decided so', by: 'the-keeper', at: earlier }] as const,
  )
  return councilPolicy(packs, new Map(chosen), {
    ...noContacts,
    mailDomains: ['brackenshire.example'],
    ...council,
  })
}

export function aChannel(changed: Partial<ChannelFacts> = {}): ChannelFacts {
  return {
    id: 'channel-a',
    name: 'Brackenshire News',
    network: 'practice',
    registered: true,
    status: 'active',
    connected: true,
    ...changed,
  }
}

export function aPerson(changed: Partial<PersonFacts> = {}): PersonFacts {
  return {
    id: 'a-publisher',
    roles: ['author'],
    levels: { 'channel-a': 'publisher' },
    everyChannel: false,
    suspendedFrom: [],
    ...changed,
  }
}

export function anActor(changed: Partial<PersonFacts> = {}): Actor {
  return { kind: 'person', ...aPerson(changed) }
}

export const aJob: Actor = { kind: 'system', name: 'publishing.send' }

export function aPost(changed: Partial<PostFacts> = {}): PostFacts {
  return {
    id: 'post-1',
    versionId: 'version-1',
    author: { id: 'the-author', newUser: false, suspendedFrom: [] },
    editors: [],
    variants: [saying('The library is open until eight tonight.')],
    attestation: {
      versionId: 'version-1',
      byPersonId: 'the-author',
      purpose: 'Tell people about opening hours',
      benefit: 'Fewer wasted journeys',
      source: 'Library service',
      accurate: true,
      professional: true,
      responsible: true,
    },
    approval: {
      versionId: 'version-1',
      byPersonId: 'the-approver',
      level: 'approver',
      at: earlier,
    },
    schedule: null,
    release: { person: aPerson(), at: earlier },
    clearances: [],
    ...changed,
  }
}

export function saying(text: string, channelId = 'channel-a'): PostFacts['variants'][number] {
  return { channelId, items: [{ text, altTexts: [], quoted: null }] }
}

export function repeating(quoted: string, channelId = 'channel-a'): PostFacts['variants'][number] {
  return { channelId, items: [{ text: 'Well said.', altTexts: [], quoted }] }
}

export function about(
  post: Partial<PostFacts> = {},
  changed: Partial<Omit<PostActionFacts, 'post'>> = {},
): PostActionFacts {
  return {
    now,
    actor: anActor(),
    lockdown: null,
    channels: [aChannel()],
    post: aPost(post),
    ...changed,
  }
}

export function anAccount(changed: Partial<AccountFacts> = {}): AccountFacts {
  return {
    requestFields: ['channelId'],
    authorisation: 'authorisation-code',
    loginEmail: null,
    profileTexts: [],
    declaredPersonal: false,
    ...changed,
  }
}

export function aSubject(changed: Partial<SubjectFacts> = {}): SubjectFacts {
  return { id: null, email: null, grants: [], ...changed }
}

/** A reason in short: its message, and its outcome where that is anything less than a refusal. */
export function told({ control, message, outcome }: Reason): string {
  const name = message.slice(control.length + 1)
  return outcome === 'refused' ? name : `${outcome}: ${name}`
}
