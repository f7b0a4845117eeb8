import type { ReactNode } from 'react'
import { LinkButton } from '../parts/Button.tsx'
import { Panel } from '../parts/Panel.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { useChannels } from './asking.ts'

/** For a council, or a person, with nothing here yet: the way to the first post. */
export default function FirstSteps() {
  const channels = useChannels()
  return (
    <Answer to={channels}>
      {(answer) => {
        const ready = answer.channels.filter((channel) => channel.ready)
        const mine = ready.filter((channel) => channel.may.includes('draft'))
        const mayConnect = answer.may.includes('create')
        return (
          <Panel
            title="Nothing waits for you"
            lead="Here you will see what others ask of you, what goes out next, and whatever goes wrong."
          >
            <ol className="first-steps">
              {mayConnect && (
                <Step
                  title="Connect a channel"
                  done={ready.length > 0}
                  step={
                    <LinkButton kind="primary" to="/channels">
                      Go to the channels
                    </LinkButton>
                  }
                >
                  A channel is an account of the council on a network. It is on the register before
                  anything goes out on it.
                </Step>
              )}
              <Step title="Have a level on a channel" done={mine.length > 0}>
                Whoever looks after people gives you a level on each channel: contributor,
                publisher, approver or administrator. Ask them for yours.
              </Step>
              <Step
                title="Write a post"
                done={false}
                step={
                  mine.length > 0 && (
                    <LinkButton kind="primary" to="/posts/new">
                      Write a post
                    </LinkButton>
                  )
                }
              >
                While you write, Crier says whether the policy allows it and what it needs. Nothing
                leaves before it is submitted.
              </Step>
            </ol>
          </Panel>
        )
      }}
    </Answer>
  )
}

function Step({
  title,
  done,
  step,
  children,
}: {
  title: string
  done: boolean
  step?: ReactNode
  children: ReactNode
}) {
  return (
    <li className={done ? 'done' : undefined}>
      <div className="stack tight">
        <h3>
          {title}
          {done && <span className="visually-hidden"> (done)</span>}
        </h3>
        <p className="soft">{children}</p>
        {!done && step && <div className="row">{step}</div>}
      </div>
    </li>
  )
}
