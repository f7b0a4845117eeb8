import { useDo } from '../ask.ts'
import { Panel } from '../parts/Panel.tsx'
import { ProblemSummary } from '../parts/ProblemSummary.tsx'
import { asProblem } from '../problem.ts'
import { type Level, levelNames, type PersonView, useChannelNames } from './names.ts'

/** What this person may do on each channel. */
export function LevelsPanel({ person }: { person: PersonView }) {
  const { channels, nameOf } = useChannelNames()
  const set = useDo('PUT /people/:personId/levels/:channelId', {
    changes: ['person'],
    said: 'The level is changed. It holds from now on.',
  })
  const may = person.may.includes('set-levels')
  const shown = may ? channels.map(({ id }) => id) : person.levels.map(({ channelId }) => channelId)
  const levelOf = (id: string) => person.levels.find((each) => each.channelId === id)?.level
  return (
    <Panel title="Levels on channels" lead="Each level includes those before it.">
      {set.error && <ProblemSummary problem={asProblem(set.error)} />}
      {shown.length === 0 && <p className="soft">No channel is given.</p>}
      <ul className="lines">
        {shown.map((channelId) => (
          <li key={channelId} className="row between">
            <span id={`level-${channelId}`}>{nameOf(channelId)}</span>
            {may ? (
              <select
                className="control level"
                aria-labelledby={`level-${channelId}`}
                value={levelOf(channelId) ?? ''}
                onChange={(event) =>
                  set.mutate({
                    personId: person.id,
                    channelId,
                    // The list offers the levels and nothing else.
                    level: (event.target.value || null) as Level | null,
                  })
                }
              >
                <option value="">No level</option>
                {Object.entries(levelNames).map(([level, name]) => (
                  <option key={level} value={level}>
                    {name}
                  </option>
                ))}
              </select>
            ) : (
              levelNames[levelOf(channelId) ?? 'contributor']
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
