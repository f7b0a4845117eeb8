import type { Parts } from './app.ts'
import { beginAtNetwork, finishAtNetwork } from './channels/index.ts'
import { allowAs } from './networks/index.ts'
import {
  type Demo,
  demoCouncil,
  demoEmail,
  demoPassword,
  demoPeople,
  seedDemoLevels,
  seedDemoPeople,
} from './people/index.ts'
import type { Action } from './platform/action.ts'
import type { PersonCaller } from './platform/caller.ts'
import { newId } from './platform/id.ts'
import type { RouteTable } from './platform/routes.ts'
import type { Settings } from './platform/settings.ts'

/** The made-up council's channels, each an account on the practice network. */
const channels = [
  {
    username: 'brackenshire',
    name: 'Brackenshire Council',
    purpose: 'News, warnings and answers from the council for everybody who lives here.',
  },
  {
    username: 'brackenshire_libraries',
    name: 'Brackenshire Libraries',
    purpose: 'Events, opening times and reading from the library service.',
  },
] as const

/**
 * Fills an empty installation with the demo council: everything through the same actions, sign-ins
 * and calls that people use. The practice network must be listening.
 */
export async function fillDemo(parts: Parts, actions: RouteTable): Promise<void> {
  const password = demoPassword(parts.settings.sealingKeys)
  const demo = await seedDemoPeople(parts.door, password)
  const administrator: PersonCaller = {
    kind: 'person',
    councilId: demo.councilId,
    personId: demo.people.administrator,
    sessionId: newId(),
    roles: ['administrator'],
    secondFactor: false,
  }
  const act = (route: string, input: object) =>
    parts.door.run(named(actions, route), administrator, input)
  await act('PUT /policy/packs', {
    packs: ['dacorum', 'hr-policy'],
    reason: 'The demo shows approval of every post by a second person.',
  })
  await act('PUT /policy/contact-details', {
    mailDomains: [demoCouncil.domain],
    serviceMailboxes: [`hello@${demoCouncil.domain}`],
    emails: [`hello@${demoCouncil.domain}`],
    phones: ['01632 960100'],
    addresses: [],
  })
  const ids: string[] = []
  for (const { username, ...channel } of channels) {
    const entered = await act('POST /channels', {
      ...{ ...channel, network: 'practice', ownerId: demo.people.communications },
    })
    const channelId = idOf(entered)
    await connect(parts, administrator, channelId, {
      username,
      password,
      displayName: channel.name,
    })
    ids.push(channelId)
  }
  await seedDemoLevels(parts.door, demo.councilId, levelsFor(demo, ids))
}

function named(actions: RouteTable, route: string): Action {
  const action = actions[route]
  if (action === undefined) throw new Error(`There is no route ${route}.`)
  return action
}

function idOf(reply: unknown): string {
  if (typeof reply === 'object' && reply !== null && 'id' in reply) return String(reply.id)
  throw new Error('The channel was entered without an id.')
}

async function connect(
  parts: Parts,
  caller: PersonCaller,
  channelId: string,
  person: { username: string; password: string; displayName: string },
): Promise<void> {
  const { door, networks, settings, people } = parts
  const { publicAddress, sealingKeys: keys } = settings
  const flow = { door, networks, keys, publicAddress, authenticate: people.authenticate }
  const address = await beginAtNetwork(flow, caller, channelId, { answers: {} })
  await finishAtNetwork(flow, caller, await allowAs(person, address))
}

const levelsFor = ({ people }: Demo, channelIds: readonly string[]) =>
  channelIds.flatMap((channelId) => [
    { personId: people.author, channelId, level: 'publisher' as const },
    { personId: people.approver, channelId, level: 'approver' as const },
    { personId: people.newcomer, channelId, level: 'contributor' as const },
  ])

/** Printed at each start, so that nobody has to look for it. */
export function howToSignIn({ sealingKeys, practice }: Settings): string {
  const people = demoPeople.map(({ key }) => `  ${demoEmail(key)}`)
  return `
This is the demo: ${demoCouncil.name}, which does not exist. Its posts go to the practice network
at ${practice?.address ?? 'another address'}, where nothing is public. Sign in as any of

${people.join('\n')}

with the password  ${demoPassword(sealingKeys)}
`
}
