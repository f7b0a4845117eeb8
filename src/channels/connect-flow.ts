import { hash, randomBytes } from 'node:crypto'
import { type Network, NetworkFailure, type Sealable } from '../networks/index.ts'
import { type Caller, system } from '../platform/caller.ts'
import { newId } from '../platform/id.ts'
import { asPerson } from '../platform/permission.ts'
import { Refusal, refuse } from '../platform/refusal.ts'
import { seal } from '../platform/secrets.ts'
import { askToConnect } from './actions/ask-to-connect.ts'
import { beginConnect } from './actions/begin-connect.ts'
import { finishConnect } from './actions/finish-connect.ts'
import { readSealed } from './actions/read-sealed.ts'
import { takeAnswer } from './actions/take-answer.ts'
import type { ConnectParts } from './connect-plugin.ts'
import { connectSentence, hasEmptyPart, sharesToken } from './connection.ts'
import { connectContract } from './contract.ts'
import { openCredential, openSealed, sealCredential } from './credential.ts'
import { lookAt } from './work.ts'

const hashOf = (state: string) => hash('sha256', state, 'hex')
const returnPath = '/api/channels/connect/return'

/** Where to send the browser. The state is random, bound to the person, and works once. */
export async function beginAtNetwork(
  parts: ConnectParts,
  caller: Caller,
  channelId: string,
  body: unknown,
): Promise<string> {
  const { door, networks, keys, publicAddress } = parts
  const requestFields = fieldNames(body)
  const asked = await door.run(askToConnect, caller, { channelId, requestFields })
  const network = networks.find(asked.network)
  if (network === null)
    throw refuse.conflict(
      'Crier cannot be connected to this network. The channel stays on the register, and people post there by hand.',
    )
  const answers = answersOf(network, channelId, body)
  const state = randomBytes(32).toString('base64url')
  const redirectUri = new URL(returnPath, publicAddress).href
  const { authoriseAddress, pending } = await calling(() =>
    network.connect.begin({ answers, redirectUri, state }),
  )
  const connectingId = newId()
  const sealed = seal(keys, JSON.stringify(pending), connectingId)
  const begun = { channelId, connectingId, stateHash: hashOf(state), sealed }
  await door.run(beginConnect, caller, begun)
  return authoriseAddress
}

/** Finishes what the browser brought back, and gives the channel. */
export async function finishAtNetwork(
  parts: ConnectParts,
  caller: Caller,
  answer: Readonly<Record<string, string>>,
): Promise<string> {
  const { door, networks, keys } = parts
  const stateHash = hashOf(answer.state ?? '')
  const taken = await door.run(takeAnswer, caller, { stateHash })
  const { channelId, connectingId } = taken
  try {
    const network = networks.get(taken.network)
    const pending = openSealed(keys, taken.sealed, connectingId)
    const { credential } = await calling(() => network.connect.finish({ pending, answer }))
    if (hasEmptyPart(credential))
      throw refuse.conflict(
        'The network sent an empty sign-in, so nothing was changed. Connect the channel again.',
      )
    await keepOrHandBack(parts, caller, network, { channelId, credential })
    return channelId
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { kind, sentence, clauses, fields } = error
    throw new Refusal(kind, sentence, { clauses, fields, more: { channelId } })
  }
}

/** A sign-in that is not kept, for whatever reason, is given back, so that nobody holds it. */
async function keepOrHandBack(
  { door, keys }: ConnectParts,
  caller: Caller,
  network: Network,
  { channelId, credential }: { channelId: string; credential: Sealable },
): Promise<void> {
  const { councilId } = asPerson(caller)
  const old = await door.run(readSealed, system(councilId, 'channels.connect'), { channelId })
  const sameToken = old !== null && isTokenOf(keys, old, credential)
  try {
    const look = await calling(() => lookAt(network, credential))
    const credentialId = newId()
    const sealed = sealCredential(keys, credential, credentialId)
    await door.run(finishConnect, caller, { channelId, credentialId, sealed, look, sameToken })
  } catch (error) {
    if (!sameToken) await network.connect.revoke?.(credential).catch(() => {})
    throw error
  }
}

/** One that no key opens any more must not keep the channel from being connected again. */
function isTokenOf(
  keys: ConnectParts['keys'],
  old: Parameters<typeof openCredential>[1],
  credential: Sealable,
): boolean {
  try {
    return sharesToken(openCredential(keys, old), credential)
  } catch (error) {
    if (error instanceof NetworkFailure) return false
    throw error
  }
}

/** A network that fails here refuses the person who waits, in words that say what to do. */
async function calling<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    throw refuse.unavailable(connectSentence(error), {
      fields: error.words === '' ? {} : { network: `${error.code}: ${error.words}` },
    })
  }
}

function answersOf(network: Network, channelId: string, body: unknown): Record<string, string> {
  if (typeof body !== 'object' || Array.isArray(body))
    throw refuse.invalid('The body must be a JSON object.')
  const input = connectContract['POST /channels/:channelId/connect'].input.safeParse({
    ...body,
    channelId,
  })
  if (!input.success)
    throw refuse.invalid('Only the answers to the questions of this network can be sent here.')
  const { answers } = input.data
  const asked = new Set(network.connect.questions.map((question) => question.name))
  const extra = Object.keys(answers).find((name) => !asked.has(name))
  if (extra !== undefined)
    throw refuse.invalid('This network does not ask for one of the answers that were sent.', {
      fields: { [extra]: 'Leave this out.' },
    })
  return answers
}

/** Names at every depth, however deep, each once; never values. */
export function fieldNames(body: unknown): string[] {
  const names = new Set<string>()
  const rest = [body]
  while (rest.length > 0) {
    const value = rest.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const [name, each] of Object.entries(value)) {
      if (!Array.isArray(value)) names.add(name)
      rest.push(each)
    }
  }
  return [...names]
}
