import sharp from 'sharp'
import { z } from 'zod'
import type { RunningApp, Visitor } from './app.ts'

const named = z.object({ id: z.uuid() })
const post = named.extend({ version: named, state: z.object({ id: z.string() }) })
const list = z.object({ channels: z.array(named) })

const attestation = {
  purpose: 'To tell residents before they set out',
  benefit: 'Fewer wasted journeys and calls',
  source: 'The service that runs it',
  accurate: true,
  professional: true,
  responsible: true,
}
const now = { kind: 'as-soon-as-approved' }

/** Some days of a working council: a post in each state that a page can show. */
export async function fillCouncil(app: RunningApp) {
  const [author, approver] = [await app.signIn('author'), await app.signIn('approver')]
  const { channels } = list.parse((await author('GET', '/api/channels')).body)
  const desk = { author, approver, channels: channels.map(({ id }) => ({ channelId: id })) }
  const sent = await leaves(desk, {
    text: 'The library in Market Street opens again on Saturday at 9:30, with a new children’s room and step-free access from the car park. Come and see it.',
    media: [await aPicture(author)],
  })
  const one = { ...desk, channels: desk.channels.slice(0, 1) }
  const plain = await leaves(one, {
    text: 'Free swimming for under-16s at Brackenshire Pool, every weekday in the holidays.',
  })
  await leaves(
    desk,
    { text: 'Garden waste is collected on Tuesday this week, a day later than usual.' },
    at(1, '07:30'),
  )
  await leaves(
    desk,
    {
      text: 'Mill Lane is closed from 10:00 to 15:00 for work on the water main. Buses 4 and 9 go by Station Road.',
    },
    at(1, '16:00'),
  )
  await leaves(
    desk,
    { text: 'Nominations for the community awards close on Friday.' },
    at(3, '12:00'),
  )
  const waiting = await submitted(
    desk,
    {
      text: 'Flu vaccinations for people over 65 start on Monday. Your surgery will write to you, or call 01632 960100.',
    },
    at(2, '09:00'),
  )
  await submitted(desk, { text: 'The leisure centre closes early today for a training evening.' })
  const returned = await submitted(desk, { text: 'Winter gritting starts tonight on main roads.' })
  await ask(approver, 'POST', `/api/posts/${returned.id}/return`, {
    versionId: returned.version.id,
    reason: 'Say which roads, or where people can look them up.',
  })
  const draft = await begun(desk, { text: 'Your guide to recycling over the holidays' })
  return {
    channelId: channels[0]?.id ?? '',
    sent: sent.id,
    plain: plain.id,
    waiting: waiting.id,
    draft: draft.id,
  }
}

interface Desk {
  readonly author: Visitor
  readonly approver: Visitor
  readonly channels: readonly { channelId: string }[]
}
interface Item {
  readonly text: string
  readonly media?: readonly { fileId: string; alt: string }[]
}

const begun = (desk: Desk, item: Item) =>
  ask(desk.author, 'POST', '/api/posts', { content: { items: [item], channels: desk.channels } })

async function submitted(desk: Desk, item: Item, when: object = now) {
  const draft = await begun(desk, item)
  const exact = { versionId: draft.version.id }
  await desk.author('POST', `/api/posts/${draft.id}/submit`, { ...exact, when, attestation })
  return draft
}

/** Written, approved by somebody else, and sent or scheduled. */
async function leaves(desk: Desk, item: Item, when?: object) {
  const draft = await submitted(desk, item, when)
  await desk.approver('POST', `/api/posts/${draft.id}/approve`, { versionId: draft.version.id })
  const wanted = when === undefined ? 'sent' : 'scheduled'
  for (let tries = 0; tries < 100; tries += 1) {
    const { state } = await ask(desk.author, 'GET', `/api/posts/${draft.id}`)
    if (state.id === wanted) return draft
    await new Promise((again) => setTimeout(again, 100))
  }
  throw new Error(`The post did not become ${wanted}.`)
}

/** So many days from now, at that time of the council's day. */
function at(days: number, time: string) {
  const zone = 'Europe/London'
  const day = Temporal.Now.plainDateISO(zone).add({ days })
  return { kind: 'at', local: `${day}T${time}`, zone }
}

async function aPicture(author: Visitor) {
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675">
    <rect width="1200" height="675" fill="#cfe3ee"/><rect y="520" width="1200" height="155" fill="#9db08c"/>
    <rect x="250" y="210" width="700" height="330" fill="#b5543c"/><path d="M220 210 600 70l380 140z" fill="#6d3a2e"/>
    <rect x="545" y="370" width="110" height="170" fill="#2b3550"/>
    ${[310, 420, 720, 830].map((x) => `<rect x="${x}" y="290" width="70" height="110" fill="#f4e9c8"/>`).join('')}
  </svg>`
  const form = new FormData()
  const png = await sharp(Buffer.from(drawn)).png().toBuffer()
  form.append('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'library.png')
  const { id } = named.parse((await author('POST', '/api/media', form)).body)
  return { fileId: id, alt: 'The library in Market Street, a brick building with its doors open' }
}

async function ask(visitor: Visitor, method: string, path: string, body?: unknown) {
  const answer = await visitor(method, path, body)
  if (answer.status !== 200)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return post.parse(answer.body)
}
