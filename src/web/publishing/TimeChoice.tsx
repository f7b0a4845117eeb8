import { use, useId } from 'react'
import { useAsk } from '../ask.ts'
import { Button } from '../parts/Button.tsx'
import { clock } from '../parts/time.ts'
import { When, Zone } from '../parts/When.tsx'
import type { TimeMeaning } from './answers.ts'
import { clockName } from './days.ts'
import { localOf, type Timing } from './timing.ts'
import './TimeChoice.css'

interface Props {
  timing: Timing
  onChange(timing: Timing): void
  /** What leaving at once is called: before an approval and after it. */
  soonLabel?: string
}

/** As soon as it may, or at a time on the council's clocks. */
export function TimeChoice({ timing, onChange, soonLabel = 'As soon as it is approved' }: Props) {
  const id = useId()
  const zone = use(Zone)
  const local = localOf(timing)
  const meaning = useAsk(
    'GET /times',
    { local, zone },
    { about: [], when: timing.kind === 'at' && local !== '' },
  )
  return (
    <fieldset className="field time-choice" id="field-when" tabIndex={-1}>
      <legend>When it leaves</legend>
      <Way
        id={id}
        kind="as-soon-as-approved"
        label={soonLabel}
        timing={timing}
        onChange={onChange}
      />
      <Way id={id} kind="at" label="At a date and time" timing={timing} onChange={onChange} />
      {timing.kind === 'at' && (
        <div className="time-choice-at stack tight">
          <div className="row">
            <Input type="date" label="Date" name="date" timing={timing} onChange={onChange} />
            <Input type="time" label="Time" name="time" timing={timing} onChange={onChange} />
          </div>
          <div role="status" className="stack tight">
            {!local && <p className="small soft">Choose a date and a time.</p>}
            {meaning.data && local && (
              <Meaning meaning={meaning.data} timing={timing} onChange={onChange} />
            )}
            {meaning.error && <p className="small field-error">{meaning.error.message}</p>}
          </div>
        </div>
      )}
    </fieldset>
  )
}

function Way({
  id,
  kind,
  label,
  timing,
  onChange,
}: Pick<Props, 'timing' | 'onChange'> & {
  id: string
  kind: Timing['kind']
  label: string
}) {
  return (
    <label className="tick">
      <input
        type="radio"
        name={`${id}-when`}
        checked={timing.kind === kind}
        onChange={() => onChange({ ...timing, kind })}
      />
      <span className="tick-words">{label}</span>
    </label>
  )
}

function Input({
  type,
  label,
  name,
  timing,
  onChange,
}: Pick<Props, 'timing' | 'onChange'> & {
  type: 'date' | 'time'
  label: string
  name: 'date' | 'time'
}) {
  return (
    <label className="time-choice-input small">
      {label}
      <input
        type={type}
        className="control"
        value={timing[name]}
        required
        onChange={(event) => onChange({ ...timing, [name]: event.target.value, clock: undefined })}
      />
    </label>
  )
}

function Meaning({
  meaning,
  timing,
  onChange,
}: Pick<Props, 'timing' | 'onChange'> & {
  meaning: TimeMeaning
}) {
  if (meaning.kind === 'invalid') return <p className="small field-error">{meaning.says}</p>
  if (meaning.kind === 'never')
    return (
      <>
        <p className="small field-error">{meaning.says}</p>
        <div className="row">
          {[meaning.before, meaning.after].map((local) => (
            <Button key={local} onClick={() => onChange({ ...timing, ...typed(local) })}>
              {local.slice(11, 16)}
            </Button>
          ))}
        </div>
      </>
    )
  if (meaning.kind === 'twice')
    return <Twice meaning={meaning} timing={timing} onChange={onChange} />
  if (meaning.past)
    return <p className="small field-error">This time has passed. Choose a later one.</p>
  return (
    <p className="small">
      <When at={meaning.at} />
    </p>
  )
}

const typed = (local: string) => ({ date: local.slice(0, 10), time: local.slice(11, 16) })

function Twice({
  meaning,
  timing,
  onChange,
}: Pick<Props, 'timing' | 'onChange'> & {
  meaning: Extract<TimeMeaning, { kind: 'twice' }>
}) {
  const zone = use(Zone)
  const id = useId()
  return (
    <fieldset className="field">
      <legend className="small">{meaning.says}</legend>
      {(['earlier', 'later'] as const).map((which) => (
        <label key={which} className="tick">
          <input
            type="radio"
            name={id}
            checked={timing.clock === which}
            onChange={() => onChange({ ...timing, clock: which })}
          />
          <span className="numbers tick-words">
            {clock(meaning[which], zone)} {clockName(meaning[which], zone)}, {firstOrSecond[which]}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const firstOrSecond = { earlier: 'the first time', later: 'the second time' }
