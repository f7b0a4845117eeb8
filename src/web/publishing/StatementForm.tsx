import type { Attestation } from '../../publishing/contract.ts'
import { TextArea } from '../parts/Field.tsx'
import { Notice } from '../parts/Panel.tsx'
import './StatementForm.css'

export const noStatement: Attestation = {
  purpose: '',
  benefit: '',
  source: '',
  accurate: false,
  professional: false,
  responsible: false,
}

export const isBlank = (statement: Attestation) =>
  Object.values(statement).every((each) => each === false || each === '')

const questions = [
  { name: 'purpose', label: 'What is it for?', hint: 'What people should know, do or feel.' },
  { name: 'benefit', label: 'What good should it do?', hint: 'For residents, or for the council.' },
  {
    name: 'source',
    label: 'Where do its facts come from?',
    hint: 'A report, a colleague, your own eyes.',
  },
] as const

const ticks = [
  { name: 'accurate', label: 'It is accurate, as far as I know.' },
  { name: 'professional', label: 'Its tone and content are professional.' },
  { name: 'responsible', label: 'I answer for it in person.' },
] as const

interface Props {
  statement: Attestation
  onChange(statement: Attestation): void
}

/** What the author states about exactly this version, under the notice that the policies ask for. */
export function StatementForm({ statement, onChange }: Props) {
  return (
    <div className="stack" id="field-attestation" tabIndex={-1}>
      <Notice>
        What the council says online can be judged in law as strictly as a printed notice. Press and
        broadcasters may report any of it, and a screenshot stays when a post is deleted.
      </Notice>
      {questions.map(({ name, label, hint }) => (
        <TextArea
          key={name}
          name={`attestation.${name}`}
          label={label}
          hint={hint}
          rows={1}
          className="short"
          maxLength={500}
          value={statement[name]}
          onChange={(event) => onChange({ ...statement, [name]: event.target.value })}
        />
      ))}
      <fieldset className="field">
        <legend>I state that</legend>
        {ticks.map(({ name, label }) => (
          <label key={name} className="tick">
            <input
              type="checkbox"
              id={`field-attestation.${name}`}
              checked={statement[name]}
              onChange={(event) => onChange({ ...statement, [name]: event.target.checked })}
            />
            <span className="tick-words">{label}</span>
          </label>
        ))}
      </fieldset>
    </div>
  )
}
