import type {
  InputHTMLAttributes,
  ReactNode,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from 'react'
import { useFieldState } from './Form.tsx'
import './Field.css'

interface Labelled {
  name: string
  label: ReactNode
  /** One short sentence under the label. */
  hint?: ReactNode
  error?: string | undefined
  /** Says "(optional)"; everything else is needed. */
  optional?: boolean
  /** Where several fields of one form share a name. */
  id?: string | undefined
}

/** The label above, a hint under it, the error beside the control; all tied together for screen readers. */
function Frame({
  id,
  label,
  hint,
  error,
  optional,
  children,
}: Omit<Labelled, 'name' | 'id'> & { id: string; children: ReactNode }) {
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="soft field-optional"> (optional)</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="small soft">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} className="small field-error">
          {error}
        </p>
      )}
    </div>
  )
}

function useControl({ name, label, hint, error, optional, id: given }: Labelled) {
  const state = useFieldState(name, error)
  const id = given ?? state.id
  const says = [hint && `${id}-hint`, state.error && `${id}-error`].filter(Boolean)
  return {
    frame: {
      id,
      label,
      hint,
      error: state.error,
      ...(optional ? { optional } : {}),
    },
    control: {
      id,
      name,
      'aria-invalid': state.error ? true : undefined,
      'aria-describedby': says.length > 0 ? says.join(' ') : undefined,
    },
  }
}

export function TextField(props: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const { name, label, hint, error, optional, ...rest } = props
  const { frame, control } = useControl(props)
  return (
    <Frame {...frame}>
      <input type="text" {...rest} {...control} />
    </Frame>
  )
}

export function TextArea(props: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { name, label, hint, error, optional, ...rest } = props
  const { frame, control } = useControl(props)
  return (
    <Frame {...frame}>
      <textarea rows={4} {...rest} {...control} />
    </Frame>
  )
}

export function Choice(props: Labelled & SelectHTMLAttributes<HTMLSelectElement>) {
  const { name, label, hint, error, optional, ...rest } = props
  const { frame, control } = useControl(props)
  return (
    <Frame {...frame}>
      <select {...rest} {...control} />
    </Frame>
  )
}
