import { z } from 'zod'
import { control, type Finding } from '../control.ts'
import type { ChannelFacts } from '../facts.ts'
import { touched } from '../reach.ts'

const clauses = ['east-herts:3.1.1.part-2', 'hr-policy:6.part-1', 'dacorum:3.2.part-1'] as const
const rule = 'crier:only-registered-channels'

export const channelRegister = control({
  id: 'channel-register',
  basis: 'floor',
  speaksOn: ['post.submit', 'post.approve', 'post.schedule', 'post.send', 'post.correct'],
  parameters: z.object({}),
  messages: {
    'no-channel': {
      says: 'This post goes to no channel yet. Choose at least one.',
      clauses,
      rule,
      next: 'edit-text',
    },
    unregistered: {
      says: '{channel} is not on the register of channels, so nothing can be posted there. The Communications team can register it.',
      clauses,
      rule,
      next: 'register-channel',
    },
    proposed: {
      says: '{channel} is proposed and not active yet, so nothing can be posted there until it is.',
      clauses,
      rule,
      next: 'register-channel',
    },
    paused: {
      says: '{channel} is paused, so nothing can be posted there. Whoever manages the channel can make it active again.',
      clauses,
      rule,
      next: 'register-channel',
    },
    closed: {
      says: '{channel} is closed, so nothing can be posted there. Take it off this post.',
      clauses,
      rule,
      next: 'edit-text',
    },
    'not-connected': {
      says: '{channel} is not connected to its network, so nothing can be sent there. Connect it again.',
      clauses,
      rule,
      next: 'connect-channel',
    },
    'not-connected-yet': {
      says: '{channel} is not connected to its network now. This post cannot leave until it is connected again.',
      clauses,
      rule,
      next: 'connect-channel',
    },
  },

  findings({ action, facts }) {
    const channels = touched(facts)
    if (channels.length === 0) return [{ outcome: 'refused', message: 'no-channel', values: {} }]
    // A lapsed connection is mended within hours: writing and approving need not wait for it.
    const leaving = action !== 'post.submit' && action !== 'post.approve'
    return channels.flatMap((channel) => ofChannel(channel, leaving))
  },
})

type Wrong =
  | 'unregistered'
  | 'proposed'
  | 'paused'
  | 'closed'
  | 'not-connected'
  | 'not-connected-yet'

function ofChannel(
  { name, registered, status, connected }: ChannelFacts,
  leaving: boolean,
): Finding<Wrong, 'channel'>[] {
  const values = { channel: name }
  if (!registered) return [{ outcome: 'refused', message: 'unregistered', values }]
  if (status !== 'active') return [{ outcome: 'refused', message: status, values }]
  if (connected) return []
  return leaving
    ? [{ outcome: 'refused', message: 'not-connected', values }]
    : [{ outcome: 'note', message: 'not-connected-yet', values }]
}
