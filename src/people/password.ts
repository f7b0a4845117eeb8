import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

export const shortest = 12
export const longest = 128

/** Guesses an attacker needs, as a power of ten. Common passwords and their variations stay below. */
const leastGuesses = 9

export interface PasswordOwner {
  readonly name: string
  readonly email: string
  readonly council: string
}

// The list of breached and common passwords ships inside the package: nothing is looked up outside.
const estimate = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** Why a password is refused, as a sentence for its field; null when it will do. */
export function passwordFault(password: string, owner: PasswordOwner): string | null {
  const length = [...password].length
  if (length < shortest)
    return 'The password is shorter than 12 characters. Three or four unrelated words make a good one.'
  if (length > longest) return 'The password is longer than 128 characters. Use a shorter one.'
  const own = ownWords(owner)
  const plain = fold(password)
  if (own.some((word) => plain.includes(word)))
    return 'The password contains your name, your address or the name of the council. Leave them out.'
  if (estimate.check(password, own).guessesLog10 < leastGuesses)
    return 'The password is on lists of common or breached passwords, or close to one. Three or four unrelated words make a good one.'
  return null
}

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()

/** Words of four letters and more; shorter ones stand in too many innocent passwords. */
function ownWords({ name, email, council }: PasswordOwner): string[] {
  const [mailbox = '', domain = ''] = fold(email).split('@')
  const words = [fold(name), fold(council), mailbox, domain].flatMap((part) => [
    part,
    ...part.split(/[^\p{L}\p{N}]+/u),
  ])
  const tooCommon = new Set(['council', 'borough', 'district', 'county', 'city', 'example'])
  return [...new Set(words)].filter((word) => word.length >= 4 && !tooCommon.has(word))
}
