import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { createLog } from '../../src/platform/log.ts'
import { startApp } from '../support/app.ts'

const lines: string[] = []
const log = createLog('trace', {
  write: (line) => {
    lines.push(line)
  },
})

/** Takes letters from nobody to nobody, and says so with their addresses. */
const mailServer = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
  onRcptTo: ({ address }, _session, done) => done(new Error(`no <${address}> here`)),
})
await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', resolve))
after(() => new Promise<void>((resolve) => mailServer.close(() => resolve())))
const at = mailServer.server.address()
const port = typeof at === 'object' && at !== null ? at.port : 0

const app = await startApp({ log, env: { CRIER_SMTP_URL: `smtp://127.0.0.1:${port}` } })
const administrator = await app.signIn('administrator')

/** Stands in everything that is typed here, and nowhere else. */
const typed = 'quokka'
const address = `${typed}@brackenshire.example`

test('writes nothing down that people typed, whatever becomes of it', async () => {
  const requests: readonly [string, string, object?][] = [
    ['POST', '/api/posts', { content: { items: [{ text: `The ${typed} is back.` }] } }],
    ['POST', '/api/posts', { content: { items: [{ text: typed.repeat(40_000) }] } }],
    ['POST', '/api/posts', { [typed]: typed }],
    ['POST', '/api/invitations', { email: address, name: typed }],
    ['GET', `/api/people?search=${typed}`],
    ['GET', `/api/people?${typed}=1`],
    ['GET', `/api/${typed}`],
    ['GET', `/${typed}?token=${typed}#${typed}`],
    ['GET', `/api/posts/${typed}`],
    ['GET', `/api/posts/%zz${typed}`],
    ['GET', `/api/ledger/entries?about=${typed}`],
    ['GET', `/api/channels/connect/return?state=${typed}&code=${typed}`],
    ['GET', `/api/auth/directory/${typed}/back?code=${typed}`],
    ['PUT', '/api/policy/packs', { packs: ['dacorum'], reason: `Ask ${address} why` }],
    ['POST', '/api/set-up', { code: typed }],
    ['POST', '/api/invitations/accept', { token: typed, name: typed, password: `${typed} twelve` }],
    ['POST', '/api/auth/sign-in/email', { email: address, password: `${typed} password` }],
    ['POST', '/api/auth/request-password-reset', { email: address }],
    ['POST', '/api/auth/request-password-reset', { email: 'author@brackenshire.example' }],
    ['POST', '/api/auth/reset-password', { token: typed, newPassword: `${typed} password` }],
  ]
  for (const [method, path, body] of requests) await administrator(method, path, body)
  const visitor = app.visitor()
  const foreign = { origin: `http://${typed}.example`, cookie: 'a=b', 'user-agent': typed }
  await visitor('POST', '/api/auth/sign-in/email', { email: address, password: typed }, foreign)
  // The letters are refused in the background.
  for (let tries = 0; tries < 100 && !lines.some(isLetter); tries += 1) await pause(100)
  assert.ok(lines.some(isLetter), 'a letter was refused, and the log says so')
  assert.ok(lines.filter((line) => line.includes('"answered"')).length > requests.length)
  const telling = lines.filter((line) => /quokka|@brackenshire|password[" ]*:/i.test(line))
  assert.deepEqual(telling, [])
})

const isLetter = (line: string) =>
  line.includes('people.invitation-mail') && /"level":50/.test(line)
