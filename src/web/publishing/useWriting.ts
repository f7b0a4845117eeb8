import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Content, PostView } from '../../publishing/contract.ts'
import { postQuestion, usePostDo } from './asking.ts'
import { contentOf, type Draft } from './draft.ts'
import { Saver, type Saving } from './saver.ts'

export interface Writing {
  readonly draft: Draft
  readonly content: Content
  /** Changes the draft as it is when the change happens: an upload may end after more was typed. */
  change(how: (draft: Draft) => Draft): void
  readonly saving: Saving
  readonly saver: Saver
}

/** The text in hand and its way to the server. */
export function useWriting(
  first: PostView | null,
  start: () => Draft,
  onBorn: (postId: string) => void,
): Writing {
  const [draft, setDraft] = useState(start)
  const content = useMemo(() => contentOf(draft), [draft])
  const send = useSend(onBorn)
  const [saver] = useState(() => new Saver(first, content, send))
  const saving = useSyncExternalStore(saver.watch, saver.state)
  useEffect(() => saver.typed(content), [saver, content])
  useEffect(() => () => saver.stop(), [saver])
  return { draft, content, change: setDraft, saving, saver }
}

function useSend(onBorn: (postId: string) => void) {
  const queries = useQueryClient()
  const begin = usePostDo('POST /posts').mutateAsync
  const save = usePostDo('POST /posts/:postId/versions').mutateAsync
  const [first] = useState(() => ({ key: crypto.randomUUID(), tries: 0 }))
  const beginOnce = async (content: Content) => {
    first.tries += 1
    const post = await begin({ content, key: first.key })
    if (first.tries === 1) return post
    // An earlier try may have arrived with an older text, its answer lost: this one comes on top.
    return save({ postId: post.id, basedOn: post.version.id, content })
  }
  return async (content: Content, onto: { postId: string; basedOn: string } | null) => {
    const post = onto ? await save({ ...onto, content }) : await beginOnce(content)
    queries.setQueryData(postQuestion(post.id).queryKey, post)
    if (!onto) onBorn(post.id)
    return post
  }
}
