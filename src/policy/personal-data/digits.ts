/** A piece of text that reads as digits: "0770", "O77O", "seven", "double oh". */
export interface DigitGroup {
  readonly digits: string
  readonly start: number
  readonly end: number
  readonly written: 'digits' | 'look-alikes' | 'words'
}

const wordValues: Readonly<Record<string, string>> = {
  zero: '0',
  nought: '0',
  oh: '0',
  o: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
}
const times: Readonly<Record<string, number>> = { double: 2, triple: 3, treble: 3 }

const word = Object.keys(wordValues).join('|')
const group = new RegExp(
  `(?<![A-Za-z\\d])(?:(?<times>double|triple|treble)[ -])?(?<word>${word})(?![A-Za-z\\d])|(?<digits>[\\dOoIl|]+)`,
  'gi',
)

/** Every group of digits in the text, in order. */
export function digitGroups(text: string): DigitGroup[] {
  const groups: DigitGroup[] = []
  for (const match of text.matchAll(group)) {
    const start = match.index
    const read = match.groups?.digits
      ? ofDigits(match.groups.digits, isInsideWord(text, start, start + match[0].length))
      : ofWord(match.groups?.times, match.groups?.word)
    if (read) groups.push({ ...read, start, end: start + match[0].length })
  }
  return groups
}

/** Runs of groups that stand side by side, with at most a few separators between them. */
export function runsOf(text: string, groups: readonly DigitGroup[]): DigitGroup[][] {
  const runs: DigitGroup[][] = []
  for (const next of groups) {
    const run = runs.at(-1)
    const previous = run?.at(-1)
    if (run && previous && isGap(text, previous, next)) run.push(next)
    else runs.push([next])
  }
  return runs
}

function isGap(text: string, previous: DigitGroup, next: DigitGroup): boolean {
  if (next.start - previous.end > 4) return false
  const spoken = previous.written === 'words' || next.written === 'words'
  const between = text.slice(previous.end, next.start)
  return (spoken ? /^[\s\-.()_*,]*$/ : /^[\s\-.()_*~]*$/).test(between)
}

function ofDigits(
  written: string,
  insideWord: boolean,
): Pick<DigitGroup, 'digits' | 'written'> | null {
  if (/^\d+$/.test(written)) return { digits: written, written: 'digits' }
  const real = written.replace(/\D/g, '').length
  // "0l7OO" hides digits; "Oil", "lo" or "I" are words and letters.
  if (insideWord || real === 0 || real * 3 < written.length) return null
  const digits = written.replace(/o/gi, '0').replace(/[il|]/gi, '1')
  return { digits, written: 'look-alikes' }
}

function ofWord(
  many: string | undefined,
  name: string | undefined,
): Pick<DigitGroup, 'digits' | 'written'> | null {
  const value = wordValues[name?.toLowerCase() ?? '']
  if (value === undefined) return null
  return { digits: value.repeat(times[many?.toLowerCase() ?? ''] ?? 1), written: 'words' }
}

function isInsideWord(text: string, start: number, end: number): boolean {
  return /[A-Za-z]/.test(text[start - 1] ?? '') || /[A-Za-z]/.test(text[end] ?? '')
}
