import type { At } from '../../platform/action.ts'
import type { Writer } from '../../platform/database.ts'
import { type Actor, clausesOf, sentencesOf, type Verdict } from '../../policy/index.ts'
import type { Content } from '../content.ts'
import { type HeldWhy, heldSentences, isTooLate } from '../delivery.ts'
import { problemsOf } from '../fit.ts'
import { factsOf, filesFor, reachFrom } from '../fits.ts'
import { type Judged, keepVerdicts } from '../gate.ts'
import { gather, type Room, type Subject } from '../room.ts'
import { readPostsById } from '../store/posts.ts'
import type { DeliveryRow } from '../store/tables.ts'
import { readVersionsById } from '../store/versions.ts'

export interface Hold {
  readonly why: HeldWhy
  readonly says: string
  readonly clauses: readonly string[]
}

interface Looked {
  readonly held: ReadonlyMap<string, Hold>
  /** By delivery: the words of its version, and the network that it goes to. */
  readonly contents: ReadonlyMap<string, { content: Content; network: string }>
}

const edited: Hold = {
  why: 'asked',
  says: 'The post was edited after this was planned, so this version does not leave.',
  clauses: [],
}

/** The last look before something leaves: a batch of deliveries, each on its own channel. */
export async function lookAgainAt(
  at: At<Writer>,
  due: readonly DeliveryRow[],
  late: number,
): Promise<Looked> {
  const { db, now } = at
  const subjects = await subjectsOf(at, due)
  const room = await gather(db, now, [...new Set(subjects.values())])
  const files = await filesFor(db, [...subjects.values().map(({ version }) => version.content)])
  const facts = new Map(files.entries().map(([id, row]) => [id, factsOf(row)]))
  const held = new Map<string, Hold>()
  const contents = new Map<string, { content: Content; network: string }>()
  const judged = new Map<string, Judged>()
  for (const delivery of due) {
    const subject = subjects.get(delivery.version_id)
    if (subject === undefined) throw new Error('A delivery has no version.')
    const channel = room.channels.get(delivery.channel_id)
    const { content } = subject.version
    contents.set(delivery.id, { content, network: channel?.network ?? '' })
    const key = `${delivery.version_id} ${delivery.channel_id} ${delivery.kind === 'delete'}`
    const verdict = judged.get(key)?.verdict ?? judgeOne(room, subject, delivery)
    judged.set(key, { subject, verdict })
    const reach = channel === undefined ? [] : [reachFrom(channel)]
    const unfit = delivery.kind === 'delete' ? [] : problemsOf(content, reach, facts)
    const hold = holdFor(subject, delivery, verdict, unfit[0]?.sentence)
    const tooLate = isTooLate(
      { dueAt: delivery.due_at, position: delivery.position, kind: delivery.kind },
      now,
      { retries: [], late },
    )
    if (hold !== null) held.set(delivery.id, hold)
    else if (tooLate) held.set(delivery.id, { why: 'late', says: heldSentences.late, clauses: [] })
  }
  await keepVerdicts(db, now, [...judged.values()])
  return { held, contents }
}

async function subjectsOf(
  { db }: At<Writer>,
  due: readonly DeliveryRow[],
): Promise<ReadonlyMap<string, Subject>> {
  const unique = (ids: readonly string[]) => [...new Set(ids)]
  const posts = await readPostsById(db, unique(due.map((delivery) => delivery.post_id)))
  const versions = await readVersionsById(db, unique(due.map((delivery) => delivery.version_id)))
  const byId = new Map(posts.map((post) => [post.id, post]))
  return new Map(
    versions.flatMap((version) => {
      const post = byId.get(version.post_id)
      return post === undefined ? [] : [[version.id, { post, version }] as const]
    }),
  )
}

/** Crier sends what a publisher let go; a deletion is judged as the act of who asked for it. */
function judgeOne(room: Room, subject: Subject, delivery: DeliveryRow): Verdict {
  const only = [delivery.channel_id]
  const remover = subject.post.released_by
  if (delivery.kind === 'delete' && remover !== null) {
    const actor: Actor = { kind: 'person', ...room.person(remover) }
    return room.judge('post.delete', actor, subject, only)
  }
  return room.judge('post.send', { kind: 'system', name: 'publishing.pump' }, subject, only)
}

function holdFor(
  { post, version }: Subject,
  delivery: DeliveryRow,
  verdict: Verdict,
  unfit: string | undefined,
): Hold | null {
  if (delivery.kind !== 'delete' && post.version_id !== version.id) return edited
  if (verdict.outcome !== 'allowed')
    return { why: 'gate', says: sentencesOf(verdict).join(' '), clauses: clausesOf(verdict) }
  return unfit === undefined ? null : { why: 'unfit', says: unfit, clauses: [] }
}
