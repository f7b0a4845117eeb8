import { Select } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from '../ask.ts'
import { MantineScope } from '../parts/MantineScope.tsx'

interface Props {
  label: string
  hint?: string
  error?: string | undefined
  value: string | null
  onChange(personId: string | null): void
  placeholder?: string
}

/** Finds one person by name or mail address, among however many there are. */
export default function PersonPicker({ label, hint, error, value, onChange, placeholder }: Props) {
  const [words, setWords] = useState('')
  const found = useAsk('GET /people', { search: words }, { about: ['person'], keep: true })
  const chosen = useAsk(
    'GET /people/:personId',
    { personId: value ?? '' },
    { about: ['person'], when: value !== null },
  )
  const people = found.data?.people ?? []
  const all =
    chosen.data && !people.some(({ id }) => id === value) ? [chosen.data, ...people] : people
  return (
    <MantineScope>
      <Select
        label={label}
        description={hint}
        error={error}
        searchable
        clearable
        // Opened by the Tab key alone, it would swallow the next one.
        openOnFocus={false}
        placeholder={placeholder ?? 'Type a name'}
        nothingFoundMessage="Nobody is called that."
        data={all.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
        // The server has searched already.
        filter={({ options }) => options}
        value={value}
        onChange={onChange}
        onSearchChange={(next) => setWords(next.replace(/ \(.*$/, ''))}
        clearButtonProps={{ 'aria-label': 'Choose nobody' }}
      />
    </MantineScope>
  )
}
