import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/**
 * The program's log. What people typed never enters it: requests are logged by route, status and
 * id, and these paths are removed should anything carry them.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () =>
      `,"time":"${Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })}"`,
    redact: {
      paths: ['req.headers', 'headers', '*.password', '*.token', '*.email', '*.text', 'err.config'],
      remove: true,
    },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

export const silentLog: Log = pino({ level: 'silent' })
