/**
 * A text as the detectors read it, with the way back to where each character came from.
 * People hide a phone number behind full-width digits, Cyrillic letters or invisible characters;
 * here all of those become the plain ones that a reader sees.
 */
export interface PlainText {
  readonly text: string
  /** Where a span of the plain text stands in the original, in UTF-16 units. */
  original(start: number, end: number): { start: number; end: number }
}

/** Letters of other scripts, each with the Latin one that a reader takes it for. */
const lookAlikes = new Map(
  [
    'аa вb сc ԁd еe ёe һh іi їi јj кk мm оo рp ԛq ѕs тt ѵv ԝw хx уy үy ӏl АA ВB СC',
    'ЕE НH ІI ЈJ КK МM ОO РP ЅS ТT ХX УY ҮY ԚQ ԜW З3',
    'αa εe ιi κk νv οo ρp τt υu χx γy ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX',
    'ıi ɑa ɡg ꓳO օo ոn սu հh ❶1 ❷2 ❸3 ❹4 ❺5 ❻6 ❼7 ❽8 ❾9 ⓿0 ⓪0',
  ]
    .flatMap((row) => row.split(' '))
    .map(([seen = '', meant = '']) => [seen, meant] as const),
)

const plain = /^[\n\r\t\x20-\x7e]$/
const invisible = /^[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0\u2800\p{Cc}]$/u
const digit = /^\p{Nd}$/u

export function plainText(source: string): PlainText {
  const pieces: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const character of source) {
    const end = at + character.length
    const piece = plain.test(character) ? character : plainForm(character)
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(at)
      ends.push(end)
    }
    pieces.push(piece)
    at = end
  }
  return {
    text: pieces.join(''),
    original: (start, end) => ({
      start: starts[start] ?? source.length,
      end: end > start ? (ends[end - 1] ?? source.length) : (starts[start] ?? source.length),
    }),
  }
}

function plainForm(character: string): string {
  if (invisible.test(character)) return ''
  return [...character.normalize('NFKD')].map(plainLetter).join('')
}

function plainLetter(character: string): string {
  if (plain.test(character)) return character
  if (digit.test(character)) return String(digitValue(character))
  if (/^\p{Mn}$/u.test(character)) return ''
  if (/^[\p{Pd}\u2212\u2043]$/u.test(character)) return '-'
  if (/^[\p{Zs}\u2028\u2029]$/u.test(character)) return ' '
  if (/^[\u3002\u00b7\u2022\u2219\u22c5\u30fb]$/u.test(character)) return '.'
  return lookAlikes.get(character) ?? character
}

/** Unicode puts the ten digits of every script in a row, zero first. */
function digitValue(character: string): number {
  const code = character.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && digit.test(String.fromCodePoint(zero - 1))) zero--
  return code - zero
}
