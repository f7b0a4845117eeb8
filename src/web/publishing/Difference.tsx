import { useQuery } from '@tanstack/react-query'
import type { Content } from '../../publishing/contract.ts'
import { question } from '../ask.ts'
import { Answer } from '../parts/Waiting.tsx'
import { comparison } from './comparison.ts'
import type { Change } from './difference.ts'
import './Difference.css'

const words = { same: '', added: 'Added: ', removed: 'Taken out: ' }

/** What was added and taken out, marked by more than its colour. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <p className="words difference">
      {changes.map(({ kind, text }, at) => {
        const Mark = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span'
        return (
          <Mark key={at}>
            {words[kind] && <span className="visually-hidden">{words[kind]}</span>}
            {text}
          </Mark>
        )
      })}
    </p>
  )
}

interface Sides {
  before: Content
  after: Content
  nameOf(channelId: string): string
}

export function Difference({ before, after, nameOf }: Sides) {
  const found = comparison(before, after, nameOf)
  if (found.length === 0) return <p className="soft">The two say the same.</p>
  return (
    <div className="stack">
      {found.map(({ what, changes }) => (
        <div key={what}>
          <p className="small soft">{what}</p>
          <Changes changes={changes} />
        </div>
      ))}
    </div>
  )
}

const versionQuestion = (postId: string, versionId: string) =>
  question('GET /posts/:postId/versions/:versionId', { postId, versionId }, { about: [] })

interface Between {
  postId: string
  beforeId: string
  after: Content
  nameOf(channelId: string): string
}

/** How a text differs from a version on record, which is fetched when this is shown. */
export function DifferenceSince({ postId, beforeId, after, nameOf }: Between) {
  const before = useQuery(versionQuestion(postId, beforeId))
  return (
    <Answer to={before}>
      {({ content }) => <Difference before={content} after={after} nameOf={nameOf} />}
    </Answer>
  )
}

/** One version on record against the one before it. */
export function DifferenceOf({
  postId,
  versionId,
  beforeId,
  nameOf,
}: Omit<Between, 'after'> & {
  versionId: string
}) {
  const after = useQuery(versionQuestion(postId, versionId))
  return (
    <Answer to={after}>
      {({ content }) => (
        <DifferenceSince postId={postId} beforeId={beforeId} after={content} nameOf={nameOf} />
      )}
    </Answer>
  )
}
