import { type KeyboardEvent, useRef } from 'react'
import { Button, IconButton } from '../parts/Button.tsx'
import { BinIcon, DownIcon, ImageIcon } from '../parts/icons.tsx'
import { UpIcon } from '../parts/UpIcon.tsx'
import { Counts } from './Counts.tsx'
import { useDesk } from './desk.ts'
import { type Part, partsFor, type Target, withParts } from './draft.ts'
import { MarkedArea } from './MarkedArea.tsx'
import { PictureList } from './PictureList.tsx'
import { addAfter, change as changePart, merge, mostParts, move, remove, split } from './thread.ts'
import { useMarks } from './useMarks.ts'
import './PartEditor.css'

interface Props {
  target: Target
  part: Part
  index: number
  of: number
}

const pictureTypes = 'image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic'

const pictures = (files: FileList) => [...files].filter(({ type }) => type.startsWith('image/'))

/** One post of a thread, or the whole of a short one: its text, its pictures, its length. */
export function PartEditor({ target, part, index, of }: Props) {
  const { uploads, change, draft } = useDesk()
  const ranges = useMarks({ channelId: target, item: index, field: 'text', index: 0 }, part.text)
  const act = useThreadActs({ target, part, index, of })
  const name = of > 1 ? `Text of part ${index + 1} of ${of}` : 'Text'
  const changeIt = (how: (part: Part) => Part) =>
    change((now) => withParts(now, target, changePart(partsFor(now, target), part.key, how)))
  const add = (files: FileList | null) => {
    const found = files ? pictures(files) : []
    if (found.length > 0) uploads.add(found, target, part.key)
    return found.length > 0
  }
  return (
    <li
      className="part"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        if (add(event.dataTransfer.files)) event.preventDefault()
      }}
    >
      {of > 1 && <PartHead index={index} of={of} act={act} />}
      <MarkedArea
        id={partId(part)}
        className="tall"
        aria-label={name}
        value={part.text}
        ranges={ranges}
        lang={draft.language}
        spellCheck
        onChange={(event) => {
          const { value } = event.target
          changeIt((now) => ({ ...now, text: value }))
        }}
        onKeyDown={act.keys}
        onPaste={(event) => {
          if (add(event.clipboardData.files)) event.preventDefault()
        }}
      />
      <div className="row between">
        <PictureButton onFiles={add} />
        <Counts target={target} part={part} index={index} />
      </div>
      <PictureList target={target} part={part} index={index} />
      <div className="row part-between">
        <Button
          kind="quiet"
          onClick={act.addAfter}
          why={of >= mostParts ? `A thread has at most ${mostParts} parts.` : undefined}
        >
          Add a part below
        </Button>
        {part.text.trim() && (
          <Button kind="quiet" onClick={act.split} title="Ctrl Shift Enter">
            Split at the cursor
          </Button>
        )}
      </div>
    </li>
  )
}

const partId = (part: Part) => `field-${part.key}`

function PartHead({
  index,
  of,
  act,
}: Pick<Props, 'index' | 'of'> & {
  act: ReturnType<typeof useThreadActs>
}) {
  return (
    <div className="row between">
      <h3 className="small numbers">
        Part {index + 1} of {of}
      </h3>
      <div className="row part-acts">
        {index > 0 && (
          <Button kind="quiet" onClick={act.merge}>
            Join to the part above
          </Button>
        )}
        {index > 0 && (
          <IconButton icon={UpIcon} label={`Move part ${index + 1} up`} onClick={act.up} />
        )}
        {index < of - 1 && (
          <IconButton icon={DownIcon} label={`Move part ${index + 1} down`} onClick={act.down} />
        )}
        <IconButton icon={BinIcon} label={`Remove part ${index + 1}`} onClick={act.remove} />
      </div>
    </div>
  )
}

function PictureButton({ onFiles }: { onFiles(files: FileList | null): void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind="quiet" icon={ImageIcon} onClick={() => input.current?.click()}>
        Add pictures
      </Button>
      <input
        ref={input}
        type="file"
        accept={pictureTypes}
        multiple
        hidden
        aria-label="Pictures"
        onChange={(event) => {
          onFiles(event.target.files)
          // The same file can be chosen again after it was removed.
          event.target.value = ''
        }}
      />
    </>
  )
}

const caretOf = (part: Part) => {
  const area = document.getElementById(partId(part))
  return area instanceof HTMLTextAreaElement ? area.selectionStart : part.text.length
}

/** Puts the caret into a part once it stands on the page. */
function enter(part: Part | undefined, caret?: number) {
  if (!part) return
  requestAnimationFrame(() => {
    const area = document.getElementById(partId(part))
    if (!(area instanceof HTMLTextAreaElement)) return
    area.focus()
    if (caret !== undefined) area.setSelectionRange(caret, caret)
  })
}

function useThreadActs({ target, part, index, of }: Props) {
  const { draft, change } = useDesk()
  const parts = partsFor(draft, target)
  const put = (next: readonly Part[], then?: Part, caret?: number) => {
    change((now) => withParts(now, target, next))
    enter(then, caret)
  }
  const shift = (by: number) => put(move(parts, index, index + by), part)
  const acts = {
    up: () => shift(-1),
    down: () => shift(1),
    addAfter() {
      const next = addAfter(parts, index)
      put(next, next[index + 1])
    },
    split() {
      const next = split(parts, index, caretOf(part))
      put(next, next[index + 1], 0)
    },
    merge() {
      const next = merge(parts, index)
      put(next, next[index - 1], parts[index - 1]?.text.length)
    },
    remove() {
      const next = remove(parts, index)
      put(next, next[Math.max(0, index - 1)])
    },
  }
  function keys(event: KeyboardEvent<HTMLTextAreaElement>) {
    const control = event.ctrlKey || event.metaKey
    if (control && event.shiftKey && event.key === 'Enter') acts.split()
    else if (event.altKey && event.key === 'ArrowUp' && index > 0) acts.up()
    else if (event.altKey && event.key === 'ArrowDown' && index < of - 1) acts.down()
    else if (event.key === 'Backspace' && of > 1 && part.text === '' && part.pictures.length === 0)
      acts.remove()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { ...acts, keys }
}
