import type { Letter } from '../platform/mail.ts'

/** Mail as it is sent. A letter never holds a password, and its link works once. */
export const resetLetter = (
  to: { readonly name: string; readonly email: string },
  link: string,
): Letter => ({
  to: to.email,
  subject: 'Set a new password for Crier',
  text: `Hello ${to.name},

someone asked for a new password for your account in Crier. If it was you, set it here within an hour:

${link}

If it was not you, do nothing: your password stays as it is. If this happens again, tell your IT team.
`,
})

export const invitationLetter = (
  to: { readonly name: string; readonly email: string; readonly council: string },
  link: string,
  days: number,
): Letter => ({
  to: to.email,
  subject: `Your account in Crier for ${to.council}`,
  text: `Hello ${to.name},

${to.council} runs its social media with Crier and has invited you. Set your password here:

${link}

The link works once and for ${days} days. If you did not expect this, tell the communications team.
`,
})
