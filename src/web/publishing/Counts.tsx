import type { Channel } from './answers.ts'
import { useDesk } from './desk.ts'
import type { Part, Target } from './draft.ts'
import { estimate } from './estimate.ts'

interface Props {
  target: Target
  part: Part
  index: number
}

/** How long the text is to each network: its own figure where it is known, else a near one. */
export function Counts({ target, part, index }: Props) {
  const { draft, channels, own } = useDesk()
  const concerned = draft.channels
    .map(({ channelId }) => channels.find(({ id }) => id === channelId))
    .filter((channel) => channel !== undefined)
    .filter(({ id }) => (target === null ? !own.has(id) : id === target))
  if (concerned.length === 0)
    return <p className="small soft numbers">{part.text.length} characters</p>
  return (
    <ul className="counts">
      {concerned.map((channel) => (
        <li key={channel.id}>
          <Count channel={channel} part={part} index={index} target={target} />
        </li>
      ))}
    </ul>
  )
}

function Count({ channel, target, part, index }: Props & { channel: Channel }) {
  const { draft, check } = useDesk()
  const limits = channel.limits
  if (!limits) return <span className="soft">{channel.name}: limit not known yet</span>
  const items =
    target === null
      ? check.content?.items
      : check.content?.channels.find(({ channelId }) => channelId === target)?.items
  const known = check.answer?.counts.find(
    ({ channelId, position }) => channelId === channel.id && position === index,
  )
  const told =
    items?.[index]?.text === part.text && check.content?.contentWarning === draft.contentWarning
      ? known
      : undefined
  const used = told?.used ?? estimate(part.text, limits.text, draft.contentWarning)
  const most = told?.most ?? limits.text.max
  const over = used - most
  return (
    <span className={over > 0 ? 'count refused' : 'count'}>
      {channel.name}{' '}
      <span className="numbers">
        {used} of {most}
      </span>
      {over > 0 && <strong className="numbers">, {over} too many</strong>}
    </span>
  )
}
