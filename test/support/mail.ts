import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { SMTPServer } from 'smtp-server'

/** A mail server on this machine that keeps what it is given. */
export async function startMail() {
  const kept: { to: string; letter: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    async onData(stream, session, done) {
      const letter = Buffer.concat(await stream.toArray()).toString()
      for (const { address } of session.envelope.rcptTo) kept.push({ to: address, letter })
      done()
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  after(() => new Promise<void>((resolve) => server.close(resolve)))
  // The server listens on a port, not on a pipe, so its address is an object.
  const { port } = listening.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    /** The link in the newest letter to that address, which may still be on its way. */
    async linkTo(address: string): Promise<string> {
      for (let tries = 0; tries < 100; tries += 1) {
        const found = kept.findLast(({ to }) => to === address)
        const link = found && /https?:\/\/\S+/.exec(plain(found.letter))
        if (link) return link[0]
        await new Promise((again) => setTimeout(again, 100))
      }
      throw new Error(`No letter with a link came for ${address}.`)
    },
  }
}

/** Takes away the breaks and signs that mail puts into long lines (quoted-printable). */
const plain = (letter: string) =>
  letter
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
