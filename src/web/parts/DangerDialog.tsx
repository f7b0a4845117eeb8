import type { ReactNode } from 'react'
import { Dialog } from './Dialog.tsx'
import { TextArea } from './Field.tsx'
import { Form } from './Form.tsx'

export interface DangerProps {
  /** Names the act and the thing: "Suspend Sam Price". */
  title: string
  /** What will happen, to whom, from when. */
  effect: ReactNode
  /** How it can be taken back, or that it cannot. */
  undo: ReactNode
  /** The label of the button, such as "Suspend". */
  act: string
  acting: string
  /** Ask why, under this label. */
  reason?: string
  /** More to choose before acting. */
  children?: ReactNode
  onAct(
    reason: string,
    answers: Parameters<Parameters<typeof Form>[0]['onSend']>[0],
  ): Promise<unknown>
  onClose(): void
}

/** Before anything that hurts: the thing, the effect, the way back, and the reason where one is asked. */
export default function DangerDialog({
  title,
  effect,
  undo,
  act,
  acting,
  reason,
  children,
  onAct,
  onClose,
}: DangerProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">
        <p>{effect}</p>
        <p className="soft">{undo}</p>
        <Form
          send={act}
          sending={acting}
          kind="danger"
          prefix="danger-"
          onCancel={onClose}
          onSend={async (answers) => {
            await onAct(answers.text('reason'), answers)
            onClose()
          }}
        >
          {children}
          {reason && (
            <TextArea name="reason" label={reason} hint="It is kept in the ledger." rows={3} />
          )}
        </Form>
      </div>
    </Dialog>
  )
}
