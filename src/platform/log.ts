import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/**
 * The program's log. What people typed never enters it: requests are logged by route, status and
 * id, errors by what kind they are and where they happened.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () =>
      `,"time":"${Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })}"`,
    serializers: { err: errorFacts },
    redact: {
      paths: ['req.headers', 'headers', '*.password', '*.token', '*.email', '*.text'],
      remove: true,
    },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

export const silentLog: Log = pino({ level: 'silent' })

/**
 * The database, the mail server and the parsers put what they choked on into their errors: whole
 * rows, addresses, lines of text. Only these fields are known to hold none of it.
 */
const harmless = ['code', 'constraint', 'schema', 'table', 'column', 'routine', 'responseCode']
const deepest = 4

function errorFacts(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const facts = Object.entries(error).filter(
    ([name, value]) => harmless.includes(name) && typeof value !== 'object',
  )
  const causes = error instanceof AggregateError ? error.errors : [error.cause ?? []].flat()
  return {
    type: error.constructor.name,
    message: withoutValues(error),
    ...Object.fromEntries(facts),
    stack: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
    ...(causes.length > 0 && depth < deepest
      ? { causes: causes.slice(0, 10).map((each: unknown) => errorFacts(each, depth + 1)) }
      : {}),
  }
}

/** These speak of values: PostgreSQL's class 22 (data exceptions), and whatever parses text. */
const speaksOfValues = (error: Error) =>
  ('code' in error && /^22...$/.test(String(error.code))) ||
  error instanceof SyntaxError ||
  error instanceof RangeError

function withoutValues(error: Error): string {
  const strict = speaksOfValues(error)
  return maskAddresses(error.message).replaceAll(quoted, (whole: string) =>
    !strict && isName(whole.slice(1, -1)) ? whole : '"…"',
  )
}

// No apostrophe, which stands behind a letter.
const quoted = /"[^"]*("|$)|(?<!\w)'[^']*('|$)|`[^`]*(`|$)/g
/** The name of a table or a field may stay; what holds spaces or signs was written by somebody. */
const isName = (text: string) => /^[\w.$-]{1,63}$/.test(text)

/** For messages of other programs, which like to name whom they wrote to. */
export const maskAddresses = (text: string): string =>
  text.replaceAll(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '…@…')
