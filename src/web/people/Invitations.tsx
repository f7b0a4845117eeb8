import { useState } from 'react'
import { useAsk, useDo } from '../ask.ts'
import type { Reply } from '../contracts.ts'
import { Button } from '../parts/Button.tsx'
import { Panel } from '../parts/Panel.tsx'
import { ProblemSummary } from '../parts/ProblemSummary.tsx'
import { State } from '../parts/State.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { When } from '../parts/When.tsx'
import { asProblem } from '../problem.ts'
import { Handover } from './Invite.tsx'

type Invitation = Reply<'GET /invitations'>['invitations'][number]

/** Invitations that are not accepted yet. */
export function Invitations() {
  const invitations = useAsk('GET /invitations', {}, { about: ['invitation'] })
  return (
    <Panel title="Invitations">
      <Answer to={invitations}>
        {(answer) => {
          const open = answer.invitations.filter(({ state }) => state !== 'accepted')
          if (open.length === 0) return <p className="soft">None is waiting.</p>
          return (
            <ul className="lines">
              {open.map((invitation) => (
                <Line key={invitation.id} invitation={invitation} />
              ))}
            </ul>
          )
        }}
      </Answer>
    </Panel>
  )
}

function Line({ invitation }: { invitation: Invitation }) {
  const [sent, setSent] = useState<Reply<'POST /invitations'>>()
  const again = useDo('POST /invitations/:invitationId/send-again', { changes: ['invitation'] })
  const withdraw = useDo('POST /invitations/:invitationId/withdraw', {
    changes: ['invitation'],
    said: 'The invitation is withdrawn. Its link no longer works.',
  })
  const wrong = again.error ?? withdraw.error
  const { id: invitationId, may } = invitation
  return (
    <li className="stack tight">
      <div className="row between">
        <div>
          <p>
            <strong>{invitation.name}</strong> <State is={invitation.state} />
          </p>
          <p className="small soft wrap-anywhere">
            {invitation.email}, {invitation.state === 'expired' ? 'ended' : 'ends'}{' '}
            <When at={invitation.expiresAt} brief />
          </p>
        </div>
        <div className="row">
          {may.includes('send-again') && (
            <Button
              kind="quiet"
              busy={again.isPending && 'Sending'}
              onClick={() => again.mutate({ invitationId }, { onSuccess: setSent })}
            >
              Send again
            </Button>
          )}
          {may.includes('withdraw') && (
            <Button
              kind="quiet"
              busy={withdraw.isPending && 'Withdrawing'}
              onClick={() => withdraw.mutate({ invitationId })}
            >
              Withdraw
            </Button>
          )}
        </div>
      </div>
      {wrong && <ProblemSummary problem={asProblem(wrong)} />}
      {sent && <Handover sent={sent} onClose={() => setSent(undefined)} />}
    </li>
  )
}
