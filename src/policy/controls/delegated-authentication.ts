import { z } from 'zod'
import { control } from '../control.ts'
import { plainText } from '../personal-data/plain-text.ts'

const clauses = ['dacorum:3.2.1.password-2'] as const
const rule = 'crier:no-network-passwords'

export const delegatedAuthentication = control({
  id: 'delegated-authentication',
  basis: 'floor',
  speaksOn: ['channel.register', 'channel.update', 'channel.connect'],
  parameters: z.object({}),
  messages: {
    password: {
      says: 'Crier takes no password of a network, and this request carried one in the field {field}. Nothing was stored. Connect on the consent page of the network, and change that password if you think someone saw it.',
      clauses,
      rule,
      next: 'connect-channel',
    },
    'other-way': {
      says: 'Crier connects only through the consent page of the network, and this request came another way. Start again from the channel.',
      clauses,
      rule,
      next: 'connect-channel',
    },
  },

  findings({ action, facts: { account } }) {
    const passwords = account.requestFields
      .filter(isPassword)
      .map((field) => ({ outcome: 'refused', message: 'password', values: { field } }) as const)
    const consented = account.authorisation === 'authorisation-code'
    return action === 'channel.connect' && !consented
      ? [...passwords, { outcome: 'refused', message: 'other-way', values: {} }]
      : passwords
  },
})

const insideName = /password|passwd|passphrase|passcode|passwort|pwd/
const wholeName = /^(?:pass|pw|pword|pin)$/

/** By name, as a value never reaches the gate; whatever letters and signs it is written with. */
function isPassword(path: string): boolean {
  return plainText(path)
    .text.toLowerCase()
    .split(/[.[\]/]/)
    .map((name) => name.replace(/[^a-z]/g, ''))
    .some((name) => insideName.test(name) || wholeName.test(name))
}
