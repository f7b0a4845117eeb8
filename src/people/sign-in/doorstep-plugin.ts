import { timingSafeEqual } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { newId } from '../../platform/id.ts'
import { refuse } from '../../platform/refusal.ts'
import { takeInput } from '../../platform/take-input.ts'
import { acceptInvitation, tooLate } from '../actions/accept-invitation.ts'
import { setUp, setUpAlready } from '../actions/set-up.ts'
import { invitationHash } from '../invitation.ts'
import { type PasswordOwner, passwordFault } from '../password.ts'
import { directoryAddress } from '../single-sign-on.ts'
import { type Attempts, attemptCounter } from './attempts.ts'
import { type DoorstepContract, doorstepContract } from './contract.ts'
import { notices } from './notices.ts'
import type { SignInParts } from './sign-in-plugin.ts'
import { invitationByHash, readOffer } from './store-sign-in.ts'

export type DoorstepParts = SignInParts & {
  readonly mailReady: boolean
  readonly setUpCode: string
}
type Parts = DoorstepParts & { readonly attempts: Attempts }

type Serve<K extends keyof DoorstepContract> = (
  parts: Parts,
  input: z.output<DoorstepContract[K]['input']>,
  request: FastifyRequest,
) => Promise<z.output<DoorstepContract[K]['reply']>>

/** What is asked before anyone is signed in. The council comes from a code or a link, not a session. */
export const doorstepPlugin = (given: DoorstepParts) => async (app: FastifyInstance) => {
  const attempts = attemptCounter({ pool: given.pool, clock: given.clock, key: given.attemptsKey })
  const parts = { ...given, attempts }
  const serve = <K extends keyof DoorstepContract>(name: K, work: Serve<K>) => {
    const [method = 'GET', path = '/'] = name.split(' ')
    const shape: DoorstepContract[K] = doorstepContract[name]
    app.route({
      method,
      url: `/api${path}`,
      handler: async (request, reply) => {
        const input = takeInput(shape, method === 'GET' ? request.query : request.body)
        const answer = shape.reply.parse(await work(parts, input, request))
        return reply.header('cache-control', 'no-store').send(answer)
      },
    })
  }
  serve('GET /sign-in', offer)
  serve('POST /set-up', begin)
  serve('POST /invitations/open', openInvitation)
  serve('POST /invitations/accept', accept)
}

const offer: Serve<'GET /sign-in'> = async ({ pool, publicAddress, mailReady }, { refused }) => {
  const { setUpDone, demoCouncil, singleSignOn } = await readOffer(pool)
  return {
    setUpNeeded: !setUpDone,
    demo:
      demoCouncil === null
        ? null
        : {
            council: demoCouncil,
            note: 'This council is made up, for trying Crier. Its people sign in with the password that ./crier start printed, and administrators need no second factor here. A real council asks them for one.',
          },
    singleSignOn: singleSignOn.map(({ slug, council }) => ({
      council,
      address: directoryAddress(publicAddress, slug),
    })),
    mail: mailReady,
    notice: refused === undefined ? null : notices[refused],
  }
}

const begin: Serve<'POST /set-up'> = async (parts, input, request) => {
  const { code, password, ...wanted } = input
  if ((await readOffer(parts.pool)).setUpDone) throw setUpAlready()
  const attempt = await parts.attempts.begin('secret', null, request.ip)
  if (!sameCode(code, parts.setUpCode))
    throw refuse.notAllowed(
      'That is not the set-up code. It stands in the terminal where Crier started.',
    )
  await attempt.forgive()
  const { name, email, councilName: council } = wanted
  refuseWeak(password, { name, email, council })
  const passwordHash = await hashPassword(password)
  const caller = { kind: 'system', councilId: newId(), name: 'set-up' } as const
  return parts.door.run(setUp, caller, { ...wanted, passwordHash }, request.id)
}

const openInvitation: Serve<'POST /invitations/open'> = async (parts, { token }, request) => {
  const { council, email, name, expiresAt } = await invited(parts, token, request)
  return { council, email, name, expiresAt: expiresAt.toISOString() }
}

const accept: Serve<'POST /invitations/accept'> = async (parts, input, request) => {
  const { token, name, password } = input
  const { id, councilId, council, email } = await invited(parts, token, request)
  refuseWeak(password, { name, email, council })
  const caller = { kind: 'system', councilId, name: 'invitation' } as const
  const passwordHash = await hashPassword(password)
  const accepted = { invitationId: id, tokenHash: invitationHash(token), name, passwordHash }
  return parts.door.run(acceptInvitation, caller, accepted, request.id)
}

async function invited({ pool, attempts, clock }: Parts, token: string, request: FastifyRequest) {
  const attempt = await attempts.begin('secret', null, request.ip)
  const found = await invitationByHash(pool, invitationHash(token), clock.now())
  if (found === undefined) throw tooLate()
  await attempt.forgive()
  return found
}

function refuseWeak(password: string, owner: PasswordOwner): void {
  const fault = passwordFault(password, owner)
  if (fault === null) return
  throw refuse.invalid('The password was not taken, and nothing was changed.', {
    fields: { password: fault },
  })
}

/** People type it from another screen: case, spaces and dashes do not matter. */
function sameCode(typed: string, right: string): boolean {
  const [a, b] = [typed, right].map((code) =>
    Buffer.from(
      code
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]/g, '')
        .padEnd(100),
    ),
  )
  return a !== undefined && b !== undefined && a.length === b.length && timingSafeEqual(a, b)
}
