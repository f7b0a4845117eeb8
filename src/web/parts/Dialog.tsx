import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './Button.tsx'
import { CrossIcon } from './icons.tsx'
import './Dialog.css'

interface Props {
  title: string
  /** centre: a question. side: reading beside the page. foot: a phone's sheet. bare: no title in sight. */
  place?: 'centre' | 'side' | 'foot' | 'bare'
  onClose(): void
  children: ReactNode
}

/**
 * The browser's own dialog: it holds focus, makes the page behind inert, closes on Escape and gives
 * focus back. Render it to open it, remove it to close it.
 */
export function Dialog({ title, place = 'centre', onClose, children }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = box.current
    const opener = document.activeElement
    dialog?.showModal()
    return () => {
      dialog?.close()
      // The opener may have left with what it stood in.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  return (
    <dialog
      ref={box}
      className={`dialog ${place}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => event.target === box.current && onClose()}
    >
      <div className="dialog-inside">
        <header className={place === 'bare' ? 'visually-hidden' : 'dialog-head'}>
          <h2 id={id}>{title}</h2>
          {place !== 'bare' && <IconButton icon={CrossIcon} label="Close" onClick={onClose} />}
        </header>
        <div className="dialog-body">{children}</div>
      </div>
    </dialog>
  )
}
