/**
 * A person at the practice network's sign-in page, without a browser: fills in the form and comes
 * back with what the program would be given. For the demo council and for tests; like everybody
 * else it knows nothing but the address.
 */
export interface PracticePerson {
  readonly username: string
  readonly password: string
  /** Given where the account is to be made; left out where it is there already. */
  readonly displayName?: string
}

/** The query string of the way back, or `code` where the page shows it instead. */
export async function allowAs(
  person: PracticePerson,
  authoriseAddress: string,
): Promise<Record<string, string>> {
  const { username, password, displayName } = person
  const choice = displayName === undefined ? 'sign-in' : 'create'
  const body = new URLSearchParams({ choice, username, password, display_name: displayName ?? '' })
  const signal = AbortSignal.timeout(10_000)
  const answer = await fetch(authoriseAddress, { method: 'POST', body, redirect: 'manual', signal })
  const location = answer.headers.get('location')
  if (location !== null) return Object.fromEntries(new URL(location).searchParams)
  const page = await answer.text()
  const code = /<code class="secret" id="code">([\w-]+)<\/code>/.exec(page)?.[1]
  if (code !== undefined) return { code }
  const said = /class="wrong"[^>]*>([^<]+)</.exec(page)?.[1] ?? `status ${answer.status}`
  throw new Error(`The practice network did not let ${username} in: ${said}`)
}
