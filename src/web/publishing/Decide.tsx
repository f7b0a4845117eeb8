import { use, useState } from 'react'
import type { PostView } from '../../publishing/contract.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextArea } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { say } from '../parts/said.ts'
import { moment } from '../parts/time.ts'
import { Verdict } from '../parts/Verdict.tsx'
import { Zone } from '../parts/When.tsx'
import type { Verdict as Judged } from './answers.ts'
import { usePostDo } from './asking.ts'
import type { ActProps } from './PostDialog.tsx'
import { useFirstFocus } from './useFirstFocus.ts'

const exact = (post: PostView) => ({ postId: post.id, versionId: post.version.id })

export function Approve({ post, onClose }: ActProps) {
  const approve = usePostDo('POST /posts/:postId/approve')
  useFirstFocus('button[type=submit]')
  const zone = use(Zone)
  const [verdict, setVerdict] = useState<Judged | undefined>()
  if (verdict) return <Outcome verdict={verdict} title="It cannot leave yet" onClose={onClose} />
  const { dueAt } = post.schedule
  return (
    <Dialog title={`Approve version ${post.version.number}`} onClose={onClose}>
      <div className="stack">
        <p>
          {dueAt
            ? `It leaves on ${moment(dueAt, zone)}, exactly as you have read it.`
            : 'It leaves at once, exactly as you have read it.'}
        </p>
        <p className="soft">Your approval holds for this version only. An edit asks again.</p>
        <Form
          send="Approve"
          sending="Approving"
          prefix="decide-"
          onCancel={onClose}
          onSend={async (answers) => {
            const note = answers.text('note').trim()
            const reply = await approve.mutateAsync({ ...exact(post), ...(note ? { note } : {}) })
            if (reply.verdict.outcome !== 'allowed') return setVerdict(reply.verdict)
            say('The post is approved.')
            onClose()
          }}
        >
          <TextArea name="note" label="A note to the author" rows={2} optional />
        </Form>
      </div>
    </Dialog>
  )
}

export function Return({ post, onClose }: ActProps) {
  useFirstFocus('textarea')
  const giveBack = usePostDo('POST /posts/:postId/return', 'The post is returned to its author.')
  return (
    <Dialog title={`Return version ${post.version.number}`} onClose={onClose}>
      <div className="stack">
        <p>The author sees your reason, changes the text and submits it again.</p>
        <Form
          send="Return it"
          sending="Returning"
          prefix="decide-"
          onCancel={onClose}
          onSend={async (answers) => {
            await giveBack.mutateAsync({ ...exact(post), reason: answers.text('reason') })
            onClose()
          }}
        >
          <TextArea name="reason" label="What should change?" rows={3} />
        </Form>
      </div>
    </Dialog>
  )
}

export function Clear({ post, onClose }: ActProps) {
  useFirstFocus('textarea')
  const clear = usePostDo(
    'POST /posts/:postId/clear',
    'The personal data may pass in this version.',
  )
  return (
    <Dialog title="Let the personal data pass" onClose={onClose}>
      <div className="stack">
        <p>
          You state that what was found in version {post.version.number} may be published. Its
          author can then submit it.
        </p>
        <p className="soft">It holds for this version only. An edit asks again.</p>
        <Form
          send="Let it pass"
          sending="Recording"
          prefix="decide-"
          onCancel={onClose}
          onSend={async (answers) => {
            await clear.mutateAsync({ ...exact(post), reason: answers.text('reason') })
            onClose()
          }}
        >
          <TextArea name="reason" label="Why may it be published?" rows={3} />
        </Form>
      </div>
    </Dialog>
  )
}

/** What the gate answered, where it was not simply yes. */
export function Outcome({
  verdict,
  title,
  onClose,
}: {
  verdict: Judged
  title: string
  onClose(): void
}) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">
        <Verdict verdict={verdict} />
        <div className="row">
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    </Dialog>
  )
}
