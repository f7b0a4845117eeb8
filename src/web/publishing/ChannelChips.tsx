import { useMe } from '../me.ts'
import { State } from '../parts/State.tsx'
import type { Channel } from './answers.ts'
import { useDesk } from './desk.ts'
import { choose, chosen } from './draft.ts'
import './ChannelChips.css'

/** Where the post goes. A channel that cannot be chosen says why. */
export function ChannelChips() {
  const { draft, change, channels } = useDesk()
  const open = channels.filter(({ status }) => status.id !== 'closed')
  const mine = open.filter(({ may }) => may.includes('draft'))
  return (
    <fieldset className="field" id="field-channels" tabIndex={-1}>
      <legend>Channels</legend>
      {mine.length === 0 && <NoChannel any={open.length > 0} />}
      <div className="row">
        {mine.map((channel) => (
          <Chip
            key={channel.id}
            channel={channel}
            on={chosen(draft, channel.id) !== undefined}
            onChange={(on) => change((now) => choose(now, channel.id, on))}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Chip({
  channel,
  on,
  onChange,
}: {
  channel: Channel
  on: boolean
  onChange(on: boolean): void
}) {
  const { status, connection, network, ready } = channel
  const standing = status.id === 'active' ? connection : status
  return (
    <label className="channel-chip">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      <span>
        <span className="channel-chip-name">{channel.name}</span>
        <span className="small soft">{network.name}</span>
      </span>
      {!ready && (
        <span title={standing.says}>
          <State is={standing.id} word={standing.word} />
        </span>
      )}
    </label>
  )
}

function NoChannel({ any }: { any: boolean }) {
  const { council } = useMe()
  return (
    <p className="small soft">
      {any
        ? 'You have no level on any channel yet. Whoever looks after people gives you one. You can write meanwhile.'
        : `${council.name} has no channel yet. You can write meanwhile.`}
    </p>
  )
}
