import { createContext, type FormEvent, type ReactNode, use, useState } from 'react'
import { asProblem, type Problem } from '../problem.ts'
import { Button } from './Button.tsx'
import { ProblemSummary } from './ProblemSummary.tsx'

export { asProblem }

/** What was typed, by field name. */
export interface Answers {
  text(name: string): string
  all(name: string): string[]
  has(name: string): boolean
}

interface FormState {
  readonly fields: Readonly<Record<string, string>>
  /** Set while something else on the page may use the same field names. */
  readonly prefix: string
}

const FormContext = createContext<FormState>({ fields: {}, prefix: '' })

/** The sentence beside a field, and the id that the summary links to. */
export function useFieldState(name: string, error?: string) {
  const { fields, prefix } = use(FormContext)
  return { id: `${prefix}field-${name}`, error: error ?? fields[name] }
}

interface Props {
  /** Runs on submit; whatever it throws is shown, and nothing that was typed is lost. */
  onSend(answers: Answers): Promise<unknown>
  send: string
  /** What the button says meanwhile. */
  sending: string
  /** Why it cannot be sent yet. */
  why?: string | undefined
  kind?: 'primary' | 'danger'
  onCancel?: (() => void) | undefined
  prefix?: string
  children?: ReactNode
}

/** A form keeps its fields in the page itself, so a refusal or a lost answer takes nothing away. */
export function Form({ onSend, send, sending, why, kind = 'primary', ...rest }: Props) {
  const [problem, setProblem] = useState<Problem | undefined>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    try {
      await onSend(answersOf(event.currentTarget))
    } catch (caught) {
      setProblem(asProblem(caught))
    } finally {
      setBusy(false)
    }
  }

  const prefix = rest.prefix ?? ''
  return (
    <FormContext value={{ fields: problem?.fields ?? {}, prefix }}>
      <form className="stack" noValidate onSubmit={submit}>
        {problem && <ProblemSummary problem={problem} prefix={prefix} />}
        {rest.children}
        <div className="row">
          <Button type="submit" kind={kind} busy={busy && sending} why={why}>
            {send}
          </Button>
          {rest.onCancel && (
            <Button kind="quiet" onClick={rest.onCancel}>
              Cancel
            </Button>
          )}
        </div>
      </form>
    </FormContext>
  )
}

function answersOf(form: HTMLFormElement): Answers {
  const data = new FormData(form)
  const all = (name: string) => data.getAll(name).filter((each) => typeof each === 'string')
  return {
    all,
    text: (name) => all(name)[0] ?? '',
    has: (name) => data.has(name),
  }
}
