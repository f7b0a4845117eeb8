import { useState } from 'react'
import { useAsk, useDo } from '../ask.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/Button.tsx'
import { Danger } from '../parts/Danger.tsx'
import { TextField } from '../parts/Field.tsx'
import { instantOf } from '../parts/local-time.ts'
import { Notice, Panel } from '../parts/Panel.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { When } from '../parts/When.tsx'

const changes = ['lockdown', 'council']

/** Leave the channels to the crisis team, and give them back. */
export function LockdownPanel() {
  const lockdown = useAsk('GET /lockdown', {}, { about: ['lockdown'] })
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <Panel title="Lockdown" lead="Every channel is left to the crisis team. Everyone sees why.">
      <Answer to={lockdown}>
        {({ lockdown: now, may }) => (
          <>
            {!now && <p className="soft">There is none.</p>}
            {now && (
              <Notice tone="alarm">
                <p>{now.reason}</p>
                <p className="small">
                  Since <When at={now.from} exact />
                </p>
              </Notice>
            )}
            <div className="row">
              {!now && may.includes('declare') && (
                <Button kind="danger" onClick={() => setAsking(true)}>
                  Declare lockdown
                </Button>
              )}
              {now && may.includes('end') && (
                <Button onClick={() => setAsking(true)}>End lockdown</Button>
              )}
            </div>
            {asking && (now ? <End onClose={close} /> : <Declare onClose={close} />)}
          </>
        )}
      </Answer>
    </Panel>
  )
}

function Declare({ onClose }: { onClose(): void }) {
  const { council } = useMe()
  const declare = useDo('POST /lockdown', { changes, said: 'Lockdown holds from now on.' })
  return (
    <Danger
      title="Declare lockdown"
      effect="From this moment only the crisis team can write, approve or send on any channel. Posts that are due are held."
      undo="You or the crisis team can end it at any time."
      act="Declare lockdown"
      acting="Declaring"
      reason="Why, in a sentence that everyone will read"
      onClose={onClose}
      onAct={(reason, answers) => {
        const until = answers.text('until')
        return declare.mutateAsync({
          reason,
          until: until ? instantOf(until, council.zone) : null,
        })
      }}
    >
      <TextField name="until" label="Until" type="datetime-local" optional />
    </Danger>
  )
}

function End({ onClose }: { onClose(): void }) {
  const end = useDo('POST /lockdown/end', { changes, said: 'The lockdown has ended.' })
  return (
    <Danger
      title="End lockdown"
      effect="Everyone can work on their channels again. Held posts stay held until someone releases them."
      undo="You can declare it again."
      act="End lockdown"
      acting="Ending"
      reason="Why"
      onClose={onClose}
      onAct={(reason) => end.mutateAsync({ reason })}
    />
  )
}
