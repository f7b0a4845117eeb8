/**
 * The facts on which the gate decides. Policy declares them; the slice that acts gathers them.
 * Nothing here knows a table or a network, so that anyone can read what a decision rests on.
 */

/** Levels on a channel, lowest first: each one may do all that those before it may. */
export const levels = ['contributor', 'publisher', 'approver', 'administrator'] as const
export type Level = (typeof levels)[number]

export interface PersonFacts {
  readonly id: string
  readonly roles: readonly string[]
  /** The person's own grants, by channel id. No entry: no level there. */
  readonly levels: Readonly<Record<string, Level>>
  /** The managing team reaches every channel as back-up, at the highest level. */
  readonly everyChannel: boolean
  /** Channels from which the person is suspended now. */
  readonly suspendedFrom: 'all' | readonly string[]
}

export type Actor =
  | ({ readonly kind: 'person' } & PersonFacts)
  | { readonly kind: 'system'; readonly name: string }
  | { readonly kind: 'nobody' }

/** While it stands, only the crisis team acts on any channel. */
export interface Lockdown {
  readonly since: Temporal.Instant
  readonly crisisTeam: readonly string[]
}

export interface ChannelFacts {
  readonly id: string
  readonly name: string
  readonly network: string
  readonly registered: boolean
  readonly status: 'proposed' | 'active' | 'paused' | 'closed'
  readonly connected: boolean
}

/** Someone who wrote a version of the post. */
export interface Writer {
  readonly id: string
  readonly newUser: boolean
  readonly suspendedFrom: 'all' | readonly string[]
}

/** One item of a thread (a post that is no thread has one item). */
export interface ItemFacts {
  readonly text: string
  readonly altTexts: readonly string[]
  /** The words of someone else that this item repeats: a repost or a quotation. */
  readonly quoted: string | null
}

export interface VariantFacts {
  readonly channelId: string
  readonly items: readonly ItemFacts[]
}

/** What the author stated before submitting, and for which version. */
export interface Attestation {
  readonly versionId: string
  readonly byPersonId: string
  readonly purpose: string
  readonly benefit: string
  readonly source: string
  readonly accurate: boolean
  readonly professional: boolean
  readonly responsible: boolean
}

export interface Approval {
  readonly versionId: string
  readonly byPersonId: string
  /** The approver's lowest level over the channels of the post when it was approved. */
  readonly level: Level
  readonly at: Temporal.Instant
}

export interface Schedule {
  /** Wall-clock time as the person chose it, such as 2026-11-24T09:00. */
  readonly local: string
  readonly zone: string
  readonly instant: Temporal.Instant
}

/** Who let the post go (scheduled it or sent it now), with their rights as they stand now. */
export interface Release {
  readonly person: PersonFacts
  readonly at: Temporal.Instant
}

/** An officer with authority let the personal data in exactly this version pass. */
export interface Clearance {
  readonly control: 'personal-data-check'
  readonly versionId: string
  readonly byPersonId: string
  readonly byRoles: readonly string[]
}

export interface PostFacts {
  readonly id: string
  readonly versionId: string
  readonly author: Writer
  /** Everyone else who wrote a version of this post. */
  readonly editors: readonly Writer[]
  readonly variants: readonly VariantFacts[]
  readonly attestation: Attestation | null
  readonly approval: Approval | null
  readonly schedule: Schedule | null
  readonly release: Release | null
  readonly clearances: readonly Clearance[]
}

/** What a request says about an account on a network. */
export interface AccountFacts {
  /** The names of all fields in the request, at every depth: never their values. */
  readonly requestFields: readonly string[]
  /** How the connection is authorised; null where the action connects nothing. */
  readonly authorisation: 'authorisation-code' | 'other' | null
  readonly loginEmail: string | null
  /** The public profile: name, description, links. */
  readonly profileTexts: readonly string[]
  /** An account that a person declared as their own, not the council's. */
  readonly declaredPersonal: boolean
}

/** The person whom the action is about: invited, granted a level, suspended. */
export interface SubjectFacts {
  readonly id: string | null
  readonly email: string | null
  readonly grants: readonly { readonly channelId: string; readonly level: Level }[]
}

interface Always {
  readonly now: Temporal.Instant
  readonly actor: Actor
  readonly lockdown: Lockdown | null
  /** Every channel that the action touches. A channel that was asked for and not found is registered: false. */
  readonly channels: readonly ChannelFacts[]
}

export type PostActionFacts = Always & { readonly post: PostFacts }
export type ChannelActionFacts = Always & { readonly account: AccountFacts }
export type PersonActionFacts = Always & { readonly subject: SubjectFacts }

/** Every action that the gate judges, with the facts that it has to bring. */
export interface FactsOf {
  'post.save': PostActionFacts
  'post.submit': PostActionFacts
  'post.approve': PostActionFacts
  'post.return': PostActionFacts
  'post.schedule': PostActionFacts
  'post.withdraw': PostActionFacts
  'post.send': PostActionFacts
  'post.correct': PostActionFacts
  'post.delete': PostActionFacts
  'channel.open': Always
  'channel.register': ChannelActionFacts
  'channel.update': ChannelActionFacts
  'channel.connect': ChannelActionFacts
  'channel.disconnect': Always
  'person.invite': PersonActionFacts
  'person.grant': PersonActionFacts
  'person.suspend': PersonActionFacts
}

export type Action = keyof FactsOf

export const actions = [
  'post.save',
  'post.submit',
  'post.approve',
  'post.return',
  'post.schedule',
  'post.withdraw',
  'post.send',
  'post.correct',
  'post.delete',
  'channel.open',
  'channel.register',
  'channel.update',
  'channel.connect',
  'channel.disconnect',
  'person.invite',
  'person.grant',
  'person.suspend',
] as const satisfies readonly Action[]

/** What the council told the policy about itself; judge() adds it to the facts of the action. */
export interface CouncilFacts {
  /** Domains of the council's mailboxes, lower case, such as brackenshire.example. */
  readonly mailDomains: readonly string[]
  /** Shared mailboxes that belong to a service, not to a person. */
  readonly serviceMailboxes: readonly string[]
  /** Published contact details: they pass the personal data check. */
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly addresses: readonly string[]
}
