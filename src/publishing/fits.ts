import { type Channel, channelsById } from '../channels/index.ts'
import type { Reader } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'
import type { Content } from './content.ts'
import { type FileFacts, type Problem, problemsOf, type Reach } from './fit.ts'
import { readFiles } from './store/files.ts'
import type { FileRow } from './store/tables.ts'
import { channelIdsOf, fileIdsOf } from './variants.ts'

export async function reachOf(db: Reader, content: Content): Promise<Reach[]> {
  const channelIds = channelIdsOf(content)
  const channels = await channelsById(db, channelIds)
  return channelIds.flatMap((id) => {
    const channel = channels.get(id)
    return channel === undefined ? [] : [reachFrom(channel)]
  })
}

export const reachFrom = (channel: Channel): Reach => ({
  channelId: channel.id,
  name: channel.name,
  limits: channel.limits,
})

export async function filesFor(db: Reader, contents: readonly Content[]) {
  const rows = await readFiles(db, [...new Set(contents.flatMap(fileIdsOf))])
  return new Map(rows.map((row) => [row.id, row]))
}

export const factsOf = (row: FileRow): FileFacts => ({
  type: row.type,
  size: row.size,
  pixels: row.width * row.height,
})

export async function findProblems(db: Reader, content: Content): Promise<Problem[]> {
  const files = await filesFor(db, [content])
  const facts = new Map(files.entries().map(([id, row]) => [id, factsOf(row)]))
  return problemsOf(content, await reachOf(db, content), facts)
}

/** Limits are asked on the server each time a post moves on, whatever the screen counted. */
export async function refuseUnfit(db: Reader, content: Content): Promise<void> {
  const problems = await findProblems(db, content)
  const [first] = problems
  if (first === undefined) return
  const fields = Object.fromEntries(
    problems.map((problem) => [
      `${problem.channelId ?? 'post'}.${problem.position}.${problem.field}`,
      problem.sentence,
    ]),
  )
  throw refuse.invalid(first.sentence, { fields, more: { problems } })
}
