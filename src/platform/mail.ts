import { createTransport } from 'nodemailer'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mailer {
  /** False when no mail server is set: the caller then shows what it would have sent. */
  readonly ready: boolean
  send(letter: Letter): Promise<void>
}

/** Mail through the server in the settings; without one nothing is sent and `ready` says so. */
export function createMailer(smtpUrl: string | undefined, from: string): Mailer {
  if (smtpUrl === undefined) {
    return {
      ready: false,
      send: async () => {
        throw new Error('No mail server is set (CRIER_SMTP_URL).')
      },
    }
  }
  const transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000 }, { from })
  return {
    ready: true,
    async send(letter) {
      await transport.sendMail(letter)
    },
  }
}
