import type { z } from 'zod'

type Issue = Parameters<NonNullable<Parameters<typeof z.config>[0]>['customError'] & {}>[0]

const formats: Record<string, string> = {
  email: 'This must be an e-mail address, such as name@council.gov.uk.',
  url: 'This must be a web address that begins with https://.',
  uuid: 'This must be an id that Crier gave.',
  datetime: 'This must be a date and time with its offset, such as 2026-11-24T09:00:00Z.',
  date: 'This must be a date, such as 2026-11-24.',
}

const kinds: Record<string, string> = {
  string: 'This must be text.',
  number: 'This must be a number.',
  int: 'This must be a whole number.',
  boolean: 'This must be true or false.',
  array: 'This must be a list.',
  object: 'This must be a group of fields.',
}

/** What is wrong with one field, as a sentence for the person who filled it in. */
export function fieldSentence(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'This is missing.'
      return kinds[issue.expected] ?? 'This has the wrong form.'
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum))
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum))
    case 'invalid_format':
      return formats[issue.format] ?? 'This has the wrong form.'
    case 'invalid_value':
      return `This must be one of: ${issue.values.map(String).join(', ')}.`
    case 'unrecognized_keys':
      return 'Crier does not know this field.'
    default:
      return undefined
  }
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string')
    return least === 1 ? 'This must not be empty.' : `This needs at least ${least} characters.`
  if (origin === 'array') return least === 1 ? 'Choose at least one.' : `Choose at least ${least}.`
  return `This must be at least ${least}.`
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `This may have at most ${most} characters.`
  if (origin === 'array') return `This may have at most ${most} items.`
  return `This must be at most ${most}.`
}
