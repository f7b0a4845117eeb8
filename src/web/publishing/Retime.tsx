import { use, useState } from 'react'
import type { PostView } from '../../publishing/contract.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { TextArea } from '../parts/Field.tsx'
import { Form } from '../parts/Form.tsx'
import { say } from '../parts/said.ts'
import { Zone } from '../parts/When.tsx'
import { Problem } from '../problem.ts'
import type { Verdict as Judged } from './answers.ts'
import { usePostDo } from './asking.ts'
import { Outcome } from './Decide.tsx'
import { isPast } from './days.ts'
import type { ActProps } from './PostDialog.tsx'
import { TimeChoice } from './TimeChoice.tsx'
import { soon, type Timing, timingOf, whenOf } from './timing.ts'

/** The time it has, unless that has passed. */
const timeToCome = ({ schedule }: PostView) =>
  schedule.dueAt && !isPast(schedule.dueAt) ? timingOf(schedule) : soon

const noTime = () =>
  new Problem('invalid', {
    detail: 'It has no time yet.',
    fields: { when: 'Choose a date and a time, or let it leave at once.' },
  })

/** A new time for what may leave. */
export function Schedule({ post, onClose }: ActProps) {
  const schedule = usePostDo('POST /posts/:postId/schedule')
  const zone = use(Zone)
  const [timing, setTiming] = useState<Timing>(() => ({ ...timeToCome(post), kind: 'at' }))
  const [verdict, setVerdict] = useState<Judged | undefined>()
  if (verdict) return <Outcome verdict={verdict} title="It cannot leave then" onClose={onClose} />
  return (
    <Dialog title="Choose when it leaves" onClose={onClose}>
      <Form
        send="Set the time"
        sending="Setting the time"
        onCancel={onClose}
        onSend={async () => {
          const when = whenOf(timing, zone)
          if (!when) throw noTime()
          const reply = await schedule.mutateAsync({
            postId: post.id,
            versionId: post.version.id,
            when,
          })
          if (reply.verdict.outcome === 'refused') return setVerdict(reply.verdict)
          say('The time is set.')
          onClose()
        }}
      >
        <TimeChoice timing={timing} onChange={setTiming} soonLabel="Now" />
      </Form>
    </Dialog>
  )
}

/** Lets a held post go: what held it has passed, and somebody answers for that. */
export function Release({ post, onClose }: ActProps) {
  const release = usePostDo('POST /posts/:postId/release')
  const zone = use(Zone)
  const [timing, setTiming] = useState(() => timeToCome(post))
  const [verdict, setVerdict] = useState<Judged | undefined>()
  if (verdict) return <Outcome verdict={verdict} title="It stays held" onClose={onClose} />
  return (
    <Dialog title="Let this post go" onClose={onClose}>
      <Form
        send="Let it go"
        sending="Asking the gate"
        onCancel={onClose}
        onSend={async (answers) => {
          const when = whenOf(timing, zone)
          if (!when) throw noTime()
          const reason = answers.text('reason')
          const reply = await release.mutateAsync({ postId: post.id, when, reason })
          if (reply.verdict.outcome !== 'allowed') return setVerdict(reply.verdict)
          say('The post is no longer held.')
          onClose()
        }}
      >
        <p>The gate looks at it once more. If nothing stands against it now, it leaves.</p>
        <TimeChoice timing={timing} onChange={setTiming} soonLabel="Now" />
        <TextArea
          name="reason"
          label="Why may it leave now?"
          hint="It is kept in the ledger."
          rows={3}
        />
      </Form>
    </Dialog>
  )
}
