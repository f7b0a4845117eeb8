import { useState } from 'react'
import { useDo } from '../ask.ts'
import { Button } from '../parts/Button.tsx'
import { Danger } from '../parts/Danger.tsx'
import type { ChannelView } from './words.ts'

/** Put to use, pause, resume, close: what the status allows and this person may do. */
export function StatusActs({ channel }: { channel: ChannelView }) {
  const [doing, setDoing] = useState<'pause' | 'close'>()
  const { id: channelId, may } = channel
  const changes = ['channel']
  const activate = useDo('POST /channels/:channelId/activate', {
    changes,
    said: 'The channel is in use.',
  })
  const resume = useDo('POST /channels/:channelId/resume', {
    changes,
    said: 'The channel goes on. Posts that were held stay held until someone releases them.',
  })
  return (
    <>
      {may.includes('activate') && (
        <Button
          busy={activate.isPending && 'Putting to use'}
          onClick={() => activate.mutate({ channelId })}
        >
          Put to use
        </Button>
      )}
      {may.includes('resume') && (
        <Button busy={resume.isPending && 'Resuming'} onClick={() => resume.mutate({ channelId })}>
          Resume
        </Button>
      )}
      {may.includes('pause') && <Button onClick={() => setDoing('pause')}>Pause</Button>}
      {may.includes('close') && (
        <Button kind="danger" onClick={() => setDoing('close')}>
          Close
        </Button>
      )}
      {doing && <Act what={doing} channel={channel} onClose={() => setDoing(undefined)} />}
    </>
  )
}

function Act({
  what,
  channel,
  onClose,
}: {
  what: 'pause' | 'close'
  channel: ChannelView
  onClose(): void
}) {
  const pause = useDo('POST /channels/:channelId/pause', {
    changes: ['channel'],
    said: 'The channel is paused. Nothing leaves on it.',
  })
  const close = useDo('POST /channels/:channelId/close', {
    changes: ['channel'],
    said: 'The channel is closed.',
  })
  const { id: channelId, name } = channel
  if (what === 'pause')
    return (
      <Danger
        title={`Pause ${name}`}
        effect="Nothing leaves on it. Posts that come due meanwhile are held."
        undo="You can resume it at any time."
        act="Pause"
        acting="Pausing"
        reason="Why"
        onClose={onClose}
        onAct={(reason) => pause.mutateAsync({ channelId, reason })}
      />
    )
  return (
    <Danger
      title={`Close ${name}`}
      effect="It is disconnected and nothing can be sent on it again. Its entry and its history stay."
      undo="This cannot be undone. A new entry can be made for the same account."
      act="Close for good"
      acting="Closing"
      reason="Why"
      onClose={onClose}
      onAct={(reason) => close.mutateAsync({ channelId, reason })}
    />
  )
}
