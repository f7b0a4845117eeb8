import { useState } from 'react'
import type { PostView } from '../../publishing/contract.ts'
import { Button } from '../parts/Button.tsx'
import { Hash } from '../parts/Small.tsx'
import { When } from '../parts/When.tsx'
import { DifferenceOf } from './Difference.tsx'
import { namer } from './WhatGoesOut.tsx'

type Line = PostView['versions'][number]

/** Nothing is ever overwritten: each version, and what changed in it. */
export function Versions({ post }: { post: PostView }) {
  const newest = [...post.versions].sort((a, b) => b.number - a.number)
  return (
    <ol className="lines">
      {newest.map((version, at) => (
        <Version
          key={version.id}
          post={post}
          version={version}
          before={version.basedOn ?? newest[at + 1]?.id ?? null}
        />
      ))}
    </ol>
  )
}

function Version({
  post,
  version,
  before,
}: {
  post: PostView
  version: Line
  before: string | null
}) {
  const [open, setOpen] = useState(false)
  const earlier = post.versions.find(({ id }) => id === before)
  return (
    <li className="stack tight">
      <div className="row between">
        <p className="row">
          <strong>Version {version.number}</strong>
          <span>{version.author.name}</span>
          <span className="small soft">
            <When at={version.savedAt} exact />
          </span>
        </p>
        {earlier && (
          <Button kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            What changed since version {earlier.number}
          </Button>
        )}
      </div>
      {open && earlier && (
        <div className="card stack tight">
          <DifferenceOf
            postId={post.id}
            versionId={version.id}
            beforeId={earlier.id}
            nameOf={namer(post)}
          />
          <div className="small soft">
            <Hash value={version.hash} label="Copy the hash of this version" />
          </div>
        </div>
      )}
    </li>
  )
}
