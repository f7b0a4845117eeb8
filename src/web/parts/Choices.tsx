import type { ReactNode } from 'react'
import { useFieldState } from './Form.tsx'
import './Field.css'

export interface ChoiceOption {
  value: string
  label: ReactNode
  /** What choosing it means. */
  says?: ReactNode
}

interface Props {
  name: string
  label: string
  hint?: ReactNode
  options: readonly ChoiceOption[]
  chosen?: readonly string[]
  onChange?: (value: string, on: boolean) => void
}

/** A group of tick boxes (many) or radio buttons (one) under one question. */
function Choices({
  name,
  label,
  hint,
  options,
  chosen,
  onChange,
  type,
}: Props & { type: 'checkbox' | 'radio' }) {
  const { id, error } = useFieldState(name)
  return (
    <fieldset className={error ? 'field wrong' : 'field'} id={id} tabIndex={-1}>
      <legend>{label}</legend>
      {hint && <p className="small soft">{hint}</p>}
      {options.map((option) => (
        <Tick
          key={option.value}
          type={type}
          name={name}
          option={option}
          on={chosen?.includes(option.value) ?? false}
          {...(onChange ? { onChange } : {})}
        />
      ))}
      {error && <p className="small field-error">{error}</p>}
    </fieldset>
  )
}

export const ChooseMany = (props: Props) => <Choices {...props} type="checkbox" />
export const ChooseOne = (props: Props) => <Choices {...props} type="radio" />

interface TickProps {
  type: 'checkbox' | 'radio'
  name: string
  option: ChoiceOption
  on: boolean
  onChange?: (value: string, on: boolean) => void
}

function Tick({ type, name, option, on, onChange }: TickProps) {
  return (
    <label className="tick">
      <input
        type={type}
        name={name}
        value={option.value}
        {...(onChange
          ? {
              checked: on,
              onChange: (event) => onChange(option.value, event.target.checked),
            }
          : { defaultChecked: on })}
      />
      <span>
        {option.label}
        {option.says && <span className="small soft tick-says">{option.says}</span>}
      </span>
    </label>
  )
}

/** One yes or no. */
export function Tickbox({
  name,
  label,
  says,
  on = false,
  onChange,
}: {
  name: string
  label: ReactNode
  says?: ReactNode
  on?: boolean
  onChange?: (on: boolean) => void
}) {
  return (
    <Tick
      type="checkbox"
      name={name}
      option={{ value: 'yes', label, says }}
      on={on}
      {...(onChange ? { onChange: (_: string, now: boolean) => onChange(now) } : {})}
    />
  )
}
