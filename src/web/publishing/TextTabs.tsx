import { type KeyboardEvent, useRef } from 'react'
import { Button } from '../parts/Button.tsx'
import { EditIcon } from '../parts/icons.tsx'
import { useDesk } from './desk.ts'
import { chosen, follow, partsFor, type Target, vary } from './draft.ts'
import { PartEditor } from './PartEditor.tsx'
import { TextOfThread } from './TextOfPost.tsx'
import './TextTabs.css'

interface Props {
  target: Target
  onTarget(target: Target): void
}

/** One text for all channels, and under the other tabs what a channel says differently. */
export function TextTabs({ target, onTarget }: Props) {
  const { draft, own } = useDesk()
  const several = draft.channels.length > 1 || own.size > 0
  const shown = target !== null && chosen(draft, target) ? target : null
  if (!several) return <Thread target={null} />
  return (
    <div className="stack">
      <Tabs target={shown} onTarget={onTarget} />
      <div role="tabpanel" id="text-panel" aria-labelledby={tabId(shown)} className="stack">
        {shown === null || own.has(shown) ? (
          <>
            {shown !== null && <Own channelId={shown} />}
            <Thread target={shown} />
          </>
        ) : (
          <Follows channelId={shown} />
        )}
      </div>
    </div>
  )
}

const tabId = (target: Target) => `text-tab-${target ?? 'all'}`

function Tabs({ target, onTarget }: Props) {
  const { draft, channels, own } = useDesk()
  const box = useRef<HTMLDivElement>(null)
  const targets: Target[] = [null, ...draft.channels.map(({ channelId }) => channelId)]
  const nameOf = (each: Target) =>
    each === null ? 'All channels' : (channels.find(({ id }) => id === each)?.name ?? 'A channel')
  function walk(event: KeyboardEvent) {
    const at = targets.indexOf(target)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: targets.length - 1 }[
      event.key
    ]
    const next = to === undefined ? undefined : targets[(to + targets.length) % targets.length]
    if (next === undefined) return
    event.preventDefault()
    onTarget(next)
    box.current?.querySelector<HTMLElement>(`#${CSS.escape(tabId(next))}`)?.focus()
  }
  return (
    <div role="tablist" aria-label="Text for" className="text-tabs" ref={box} onKeyDown={walk}>
      {targets.map((each) => (
        <button
          key={each}
          id={tabId(each)}
          type="button"
          role="tab"
          className="text-tab"
          aria-selected={each === target}
          aria-controls="text-panel"
          tabIndex={each === target ? 0 : -1}
          onClick={() => onTarget(each)}
        >
          {nameOf(each)}
          {each !== null && own.has(each) && (
            <span className="small soft">
              <EditIcon className="lesser" /> own text
            </span>
          )}
        </button>
      ))}
    </div>
  )
}

function Thread({ target }: { target: Target }) {
  const { draft } = useDesk()
  const parts = partsFor(draft, target)
  return (
    <ol className={parts.length > 1 ? 'parts thread' : 'parts'}>
      {parts.map((part, index) => (
        <PartEditor key={part.key} target={target} part={part} index={index} of={parts.length} />
      ))}
    </ol>
  )
}

function Follows({ channelId }: { channelId: string }) {
  const { draft, change } = useDesk()
  const items = draft.shared.map(({ text }) => ({ text, media: [] }))
  const pictures = draft.shared.reduce((sum, part) => sum + part.pictures.length, 0)
  return (
    <div className="card stack">
      <p className="small soft">It follows the text for all channels.</p>
      <TextOfThread items={items} />
      {pictures > 0 && <p className="small soft numbers">Pictures: {pictures}</p>}
      <div className="row">
        <Button onClick={() => change((now) => vary(now, channelId))}>Give it its own text</Button>
      </div>
    </div>
  )
}

function Own({ channelId }: { channelId: string }) {
  const { change } = useDesk()
  return (
    <div className="row between">
      <p className="small soft">It has its own text and pictures.</p>
      <Button kind="quiet" onClick={() => change((now) => follow(now, channelId))}>
        Follow the text for all channels again
      </Button>
    </div>
  )
}
