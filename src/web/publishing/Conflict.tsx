import { useEffect, useRef, useState } from 'react'
import type { Content } from '../../publishing/contract.ts'
import { Button } from '../parts/Button.tsx'
import { CopyButton } from '../parts/Small.tsx'
import { When } from '../parts/When.tsx'
import type { VersionView } from './answers.ts'
import { Difference } from './Difference.tsx'
import { useDesk } from './desk.ts'
import { contentOf, draftOf } from './draft.ts'
import type { Saver } from './saver.ts'
import { wholeText } from './voices.ts'

interface Props {
  newer: VersionView
  saver: Saver
  onSetAside(mine: Content): void
}

/** Someone saved in the meantime: both texts are shown, and nothing is lost whichever is kept. */
export function Conflict({ newer, saver, onSetAside }: Props) {
  const { draft, change, channels } = useDesk()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const mine = contentOf(draft)
  return (
    <div ref={box} tabIndex={-1} role="alert" className="notice needs stack">
      <p>
        <strong>
          {newer.author.name} saved version {newer.number} while you were writing
        </strong>{' '}
        (<When at={newer.savedAt} brief />
        ). Your text is still here and not saved yet. Below: what yours takes out of theirs, and
        what it adds.
      </p>
      <div className="card">
        <Difference
          before={newer.content}
          after={mine}
          nameOf={(id) => channels.find((channel) => channel.id === id)?.name ?? 'A channel'}
        />
      </div>
      <div className="row">
        <Button
          onClick={() => {
            saver.settle(newer)
            void saver.flush()
          }}
        >
          Save mine as the next version
        </Button>
        <Button
          onClick={() => {
            onSetAside(mine)
            saver.settle(newer)
            change(() => draftOf(newer.content))
          }}
        >
          Go on with theirs and keep mine aside
        </Button>
      </div>
    </div>
  )
}

/** The text that gave way, until its writer lets it go. */
export function SetAside({ mine, onDone }: { mine: Content; onDone(): void }) {
  const { change } = useDesk()
  const [open, setOpen] = useState(true)
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="card">
      <summary>Your text, set aside</summary>
      <div className="stack">
        <p className="words">{wholeText(mine.items)}</p>
        <div className="row">
          <CopyButton text={wholeText(mine.items)} label="Copy the text" />
          <Button
            kind="quiet"
            onClick={() => {
              change(() => draftOf(mine))
              onDone()
            }}
          >
            Put it back
          </Button>
          <Button kind="quiet" onClick={onDone}>
            I do not need it any more
          </Button>
        </div>
      </div>
    </details>
  )
}
