import type { Content, PostView } from '../../publishing/contract.ts'
import { Facts } from '../parts/Panel.tsx'
import { TextOfThread } from './TextOfPost.tsx'
import { voicesOf } from './voices.ts'
import { languageName, visibilityName } from './words.ts'

interface Props {
  content: Content
  post: PostView
}

export const namer = (post: PostView) => (channelId: string) =>
  post.channels.find(({ id }) => id === channelId)?.name ?? 'A channel that was left out'

/** The text as it stands, for each channel that says something of its own. */
export function WhatGoesOut({ content, post }: Props) {
  const nameOf = namer(post)
  const facts: [string, string][] = [
    ['Language', languageName(content.language)],
    ['Who can see it', visibilityName(content.visibility)],
  ]
  if (content.contentWarning) facts.push(['Content warning', content.contentWarning])
  return (
    <div className="stack">
      {voicesOf(content).map(({ channelIds, items }) => (
        <article key={channelIds.join()} className="card stack tight" lang={content.language}>
          <h3 className="small soft" lang="en-GB">
            {channelIds.map(nameOf).join(', ') || 'No channel yet'}
          </h3>
          <TextOfThread items={items} />
        </article>
      ))}
      <Facts facts={facts} />
    </div>
  )
}
