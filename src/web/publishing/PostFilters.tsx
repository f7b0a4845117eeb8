import { useEffect, useState } from 'react'
import type { PostState } from '../../publishing/contract.ts'
import { useMe } from '../me.ts'
import { Choice, TextField } from '../parts/Field.tsx'
import { type Address, useAddress } from '../useAddress.ts'
import { useChannels } from './asking.ts'
import './PostFilters.css'

export const stateNames: readonly (readonly [PostState, string])[] = [
  ['draft', 'Drafts'],
  ['submitted', 'Wait for approval'],
  ['returned', 'Returned'],
  ['approved', 'Approved'],
  ['scheduled', 'Scheduled'],
  ['sending', 'On their way'],
  ['sent', 'Sent'],
  ['unconfirmed', 'Unconfirmed'],
  ['refused', 'Refused by the network'],
  ['held', 'Held'],
  ['withdrawn', 'Withdrawn'],
  ['removing', 'Being deleted'],
  ['removed', 'Deleted on the network'],
  ['discarded', 'Discarded'],
]

/** Which posts to show. The choice stands in the address, so that it can be kept and passed on. */
export function PostFilters() {
  const [address, setAddress] = useAddress()
  const channels = useChannels()
  const me = useMe()
  // Another choice begins at its first page.
  const put = (change: Address) => setAddress({ ...change, after: undefined })
  return (
    <search className="post-filters">
      <Search words={address.search ?? ''} onWords={(search) => put({ search })} />
      <Pick name="state" label="State" all="Any state" options={stateNames} onPut={put} />
      <Pick
        name="channel"
        label="Channel"
        all="All channels"
        options={channels.data?.channels.map(({ id, name }) => [id, name] as const) ?? []}
        onPut={put}
      />
      <Pick
        name="author"
        label="Author"
        all="Anyone"
        options={[[me.person.id, 'Me']]}
        onPut={put}
      />
      <Pick
        name="sort"
        label="Order"
        all="Changed last"
        options={[['due', 'By when they leave']]}
        onPut={put}
      />
    </search>
  )
}

function Pick({
  name,
  label,
  all,
  options,
  onPut,
}: {
  name: string
  label: string
  all: string
  options: readonly (readonly [string, string])[]
  onPut(change: Address): void
}) {
  const [address] = useAddress()
  return (
    <Choice
      name={name}
      label={label}
      value={address[name] ?? ''}
      onChange={(event) => onPut({ [name]: event.target.value || undefined })}
    >
      <option value="">{all}</option>
      {options.map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </Choice>
  )
}

/** Asks when the typing rests; the address follows it and leads it. */
function Search({ words, onWords }: { words: string; onWords(words: string | undefined): void }) {
  const [typed, setTyped] = useState(words)
  const [shown, setShown] = useState(words)
  if (words !== shown) {
    setShown(words)
    setTyped(words)
  }
  useEffect(() => {
    if (typed === words) return
    const timer = setTimeout(() => onWords(typed.trim() ? typed : undefined), 300)
    return () => clearTimeout(timer)
  })
  return (
    <TextField
      name="search"
      label="Search"
      type="search"
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}
