import { type Level, reaches } from '../people/index.ts'

/** The rules of a channel: what may follow what, and who may ask for it. Pure. */

export type ChannelStatus = 'planned' | 'active' | 'paused' | 'closed'
export type Connection = 'none' | 'connected' | 'signed-out' | 'missing-right'
export type StatusVerb = 'activate' | 'pause' | 'resume' | 'close'
export type ChannelVerb =
  | StatusVerb
  | 'update'
  | 'connect'
  | 'reconnect'
  | 'check'
  | 'disconnect'
  | 'draft'
  | 'publish'
  | 'approve'

const steps: Readonly<
  Record<StatusVerb, { from: readonly ChannelStatus[]; to: ChannelStatus; no: string }>
> = {
  activate: {
    from: ['planned'],
    to: 'active',
    no: 'Only a planned channel can be put to use. This one is no longer planned.',
  },
  pause: {
    from: ['active'],
    to: 'paused',
    no: 'Only an active channel can be paused. This one is not active.',
  },
  resume: {
    from: ['paused'],
    to: 'active',
    no: 'Only a paused channel can be resumed. This one is not paused.',
  },
  close: {
    from: ['planned', 'active', 'paused'],
    to: 'closed',
    no: 'This channel is closed already. Its entry and its history stay on the register.',
  },
}

/** The status that follows, or the sentence that says why it cannot. */
export function stepOf(
  status: ChannelStatus,
  verb: StatusVerb,
): { to: ChannelStatus; no: null } | { to: null; no: string } {
  const step = steps[verb]
  return step.from.includes(status) ? { to: step.to, no: null } : { to: null, no: step.no }
}

interface Seen {
  readonly status: ChannelStatus
  readonly connection: Connection
  readonly checking: boolean
}

interface Holder {
  /** Undefined: no level that counts now, as for someone who is suspended. */
  readonly level: Level | undefined
  /** The channels are left to the crisis team, and this is somebody else. */
  readonly lockedOut: boolean
}

/** What a screen may offer: from the same rules that the actions enforce. */
export function mayOf(channel: Seen, { level, lockedOut }: Holder): ChannelVerb[] {
  if (channel.status === 'closed') return []
  const may: ChannelVerb[] = []
  // Writing goes on in a lockdown, so that nothing typed is lost.
  if (reaches(level, 'contributor')) may.push('draft')
  if (lockedOut) return may
  if (reaches(level, 'publisher')) may.push('publish')
  if (reaches(level, 'approver')) may.push('approve')
  return reaches(level, 'administrator') ? [...managing(channel), ...may] : may
}

function managing(channel: Seen): ChannelVerb[] {
  const verbs: StatusVerb[] = ['activate', 'pause', 'resume', 'close']
  const may: ChannelVerb[] = ['update', ...verbs.filter((verb) => stepOf(channel.status, verb).to)]
  may.push(channel.connection === 'none' ? 'connect' : 'reconnect')
  if (channel.connection !== 'none') {
    if (!channel.checking) may.push('check')
    may.push('disconnect')
  }
  return may
}

/** Publishing works only to active, connected entries of the register. */
export const isReady = (channel: Seen): boolean =>
  channel.status === 'active' && channel.connection === 'connected'

export const statusWords: Readonly<Record<ChannelStatus, { word: string; says: string }>> = {
  planned: { word: 'Planned', says: 'On the register, not in use yet.' },
  active: { word: 'Active', says: 'In use.' },
  paused: { word: 'Paused', says: 'Nothing leaves on this channel until it is resumed.' },
  closed: { word: 'Closed', says: 'No longer in use. Its history stays.' },
}

export const connectionWords: Readonly<
  Record<Connection | 'checking', { word: string; says: string }>
> = {
  none: {
    word: 'Not connected',
    says: 'Crier is not signed in to this account. Connect the channel before anything can be sent.',
  },
  connected: {
    word: 'Connected',
    says: 'Crier looked at the network and found the right account with every right it needs.',
  },
  'signed-out': {
    word: 'Signed out',
    says: 'The network no longer accepts the sign-in. Connect the channel again; until then nothing can be sent.',
  },
  'missing-right': {
    word: 'Missing a right',
    says: 'The network does not give Crier every right that it needs. Connect the channel again and grant all of them.',
  },
  checking: {
    word: 'Checking',
    says: 'Crier is looking at the network now: who this is and what it may do.',
  },
}
