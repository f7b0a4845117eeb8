import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import type { Content, PostView } from '../../publishing/contract.ts'
import { Page } from '../parts/Page.tsx'
import { Panel } from '../parts/Panel.tsx'
import type { Channel } from './answers.ts'
import { ChannelChips } from './ChannelChips.tsx'
import { Conflict, SetAside } from './Conflict.tsx'
import { type Desk, DeskContext } from './desk.ts'
import type { Draft, Target } from './draft.ts'
import { Leaving } from './Leaving.tsx'
import { Standing } from './Standing.tsx'
import { StatementForm } from './StatementForm.tsx'
import { SubmitBar } from './SubmitBar.tsx'
import { TextSettings } from './TextSettings.tsx'
import { TextTabs } from './TextTabs.tsx'
import { TimeChoice } from './TimeChoice.tsx'
import type { Timing } from './timing.ts'
import { useHotKeys } from './useHotKeys.ts'
import { useSubmit } from './useSubmit.ts'
import { useUploads } from './useUploads.ts'
import { useWriting, type Writing } from './useWriting.ts'
import { VerdictSide } from './VerdictSide.tsx'
import './Bench.css'

interface Props {
  first: PostView | null
  channels: readonly Channel[]
  start(): Draft
  time: Timing
  onBorn(postId: string): void
}

/** Where a post is written: the text, when it leaves, what its author states, what the gate says. */
export function Bench({ first, channels, start, time, onBorn }: Props) {
  const writing = useWriting(first, start, onBorn)
  const uploads = useUploads(writing.change)
  const submission = useSubmit({ first, writing, uploads, time })
  const { check } = submission
  const { draft, change, saver } = writing
  useHotKeys(submission.submit, () => void saver.flush())
  const [target, setTarget] = useState<Target>(null)
  const own = useMemo(
    () => new Set(draft.channels.flatMap((each) => (each.own ? [each.channelId] : []))),
    [draft.channels],
  )
  const desk: Desk = { draft, change, channels, check, own, uploads, goTo: goTo(setTarget) }
  return (
    <DeskContext value={desk}>
      <Page
        title={first ? 'Edit' : 'Write a post'}
        above={<Above first={first} />}
        aside={<VerdictSide submission={submission} />}
      >
        <Before first={first} writing={writing} />
        <ChannelChips />
        <section className="stack" aria-labelledby="bench-text">
          <h2 id="bench-text" className="bench-title">
            What it says
          </h2>
          <TextTabs target={target} onTarget={setTarget} />
          <TextSettings />
        </section>
        <TimeChoice timing={submission.timing} onChange={submission.setTiming} />
        <Panel title="What you state">
          <StatementForm statement={submission.statement} onChange={submission.setStatement} />
        </Panel>
        <SubmitBar submission={submission} writing={writing} />
      </Page>
      <Leaving saver={saver} busy={uploads.underWay} />
    </DeskContext>
  )
}

/** Another text has to stand on the page before a place in it can be chosen. */
const goTo =
  (show: (target: Target) => void): Desk['goTo'] =>
  (target, field, range) => {
    show(target)
    requestAnimationFrame(() => {
      const found = document.getElementById(`field-${field}`)
      found?.focus()
      found?.scrollIntoView({ block: 'center' })
      if (found instanceof HTMLTextAreaElement && range)
        found.setSelectionRange(range.start, range.end)
    })
  }

function Above({ first }: { first: PostView | null }): ReactNode {
  if (!first) return <Link to="/posts">Posts</Link>
  return (
    <Link to="/posts/$postId" params={{ postId: first.id }}>
      {first.excerpt || 'The post'}
    </Link>
  )
}

/** What someone has to know before going on with this text. */
function Before({ first, writing }: { first: PostView | null; writing: Writing }) {
  const [aside, setAside] = useState<Content | undefined>()
  const { saving, saver } = writing
  if (saving.kind !== 'conflict' && !aside && !first) return null
  return (
    <div className="stack">
      {first && <Standing post={saver.post() ?? first} />}
      {saving.kind === 'conflict' && (
        <Conflict newer={saving.newer} saver={saver} onSetAside={setAside} />
      )}
      {aside && <SetAside mine={aside} onDone={() => setAside(undefined)} />}
    </div>
  )
}
