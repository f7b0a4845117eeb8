import { isIP } from 'node:net'
import { z } from 'zod'

/** One setting: how it is written, what it means, and what a good value looks like. */
export interface Setting<Shape extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly meaning: string
  /** Used when it is not set. Without one the setting may stay empty. */
  readonly fallback?: string
  /** What the table shows as the default, where that is not the fallback itself. */
  readonly otherwise?: string
  /** Finishes the sentence "… but it must be …". */
  readonly wants: string
  /** Its value is never shown, not even when it is wrong. */
  readonly secret?: true
  readonly shape: Shape
}

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ })
const webAddress = z.url({ protocol: /^https?$/ }).transform((text, context) => {
  const { origin, pathname, search } = new URL(text)
  if (pathname === '/' && search === '') return origin
  context.addIssue('A path is not possible.')
  return z.NEVER
})
const addressOrRange = z.string().refine((text) => {
  const [address = '', bits = '0', ...more] = text.split('/')
  const most = isIP(address) === 6 ? 128 : 32
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most && more.length === 0
})
const list = z.string().transform((text) => text.split(',').flatMap((item) => item.trim() || []))
const key = z.base64().transform((text, context) => {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'))
  if (bytes.length === 32) return bytes
  context.addIssue('Not 32 bytes.')
  return z.NEVER
})
const port = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(65535))
const yesOrNo = z.enum(['yes', 'no']).transform((word) => word === 'yes')

/** Every setting there is. The README and `./crier --help` print this table. */
export const settingsTable = {
  port: {
    name: 'CRIER_PORT',
    meaning: 'The port that Crier listens on.',
    fallback: '7373',
    wants: 'a port number from 1 to 65535',
    shape: port,
  },
  host: {
    name: 'CRIER_HOST',
    meaning: 'The address that it listens on. `0.0.0.0` takes calls from other machines.',
    fallback: '127.0.0.1',
    wants: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0',
    shape: z.string().regex(/^[\w.:-]+$/),
  },
  publicAddress: {
    name: 'CRIER_PUBLIC_ADDRESS',
    meaning: 'Where people reach Crier in a browser. Behind a proxy, the outer `https` address.',
    otherwise: '`http://localhost:` and the port',
    wants: 'a web address without a path, such as https://crier.example.gov.uk',
    shape: webAddress,
  },
  practice: {
    name: 'CRIER_PRACTICE',
    meaning: 'Whether this installation serves a practice network for rehearsal: `yes` or `no`.',
    fallback: 'yes',
    wants: 'yes or no',
    shape: yesOrNo,
  },
  practicePort: {
    name: 'CRIER_PRACTICE_PORT',
    meaning: 'The port of the practice network.',
    otherwise: 'the port of Crier and 1',
    wants: 'a port number from 1 to 65535',
    shape: port,
  },
  practiceAddress: {
    name: 'CRIER_PRACTICE_ADDRESS',
    meaning: 'Where people and Crier reach the practice network.',
    otherwise: '`http://localhost:` and its port',
    wants: 'a web address without a path, such as https://practice.example.gov.uk',
    shape: webAddress,
  },
  dataFolder: {
    name: 'CRIER_DATA',
    meaning: 'The folder for the built-in database, uploaded files and the sealing key.',
    fallback: './data',
    wants: 'a folder',
    shape: z.string(),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    meaning: 'A PostgreSQL 18 database of your own, signed in to as the owner of its tables.',
    otherwise: 'the built-in server',
    wants: 'an address such as postgres://crier:password@db.example:5432/crier',
    secret: true,
    shape: postgresUrl,
  },
  databaseConnections: {
    name: 'CRIER_DATABASE_CONNECTIONS',
    meaning: 'How many database connections one process may hold.',
    fallback: '10',
    wants: 'a number from 2 to 200',
    shape: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(2).max(200)),
  },
  sealingKey: {
    name: 'CRIER_SEALING_KEY',
    meaning: 'The key that seals network tokens in the database: 32 bytes as base64. Keep a copy.',
    otherwise: 'made once, in `sealing.key` in the data folder',
    wants: '32 random bytes as base64, as `openssl rand -base64 32` makes them',
    secret: true,
    shape: key,
  },
  previousSealingKeys: {
    name: 'CRIER_PREVIOUS_SEALING_KEYS',
    meaning: 'Older keys, separated by commas, that may still open what they sealed.',
    fallback: '',
    otherwise: 'none',
    wants: 'keys as base64, separated by commas',
    secret: true,
    shape: list.pipe(z.array(key)),
  },
  smtpUrl: {
    name: 'CRIER_SMTP_URL',
    meaning: 'The mail server for invitations and forgotten passwords.',
    otherwise: 'no mail; links are shown on screen',
    wants: 'an address such as smtps://user:password@mail.example:465',
    secret: true,
    shape: z.url({ protocol: /^smtps?$/ }),
  },
  mailFrom: {
    name: 'CRIER_MAIL_FROM',
    meaning: 'Who mail comes from.',
    otherwise: '`crier@` and the host of the public address',
    wants: 'a mail address',
    shape: z.string().regex(/^([^<>\r\n]+<[^@\s<>]+@[^@\s<>]+>|[^@\s<>]+@[^@\s<>]+)$/),
  },
  trustedProxies: {
    name: 'CRIER_TRUSTED_PROXIES',
    meaning: 'Addresses or ranges of proxies whose word on the caller is taken, by commas.',
    fallback: '',
    otherwise: 'none',
    wants: 'addresses or ranges such as 10.0.0.5 or 10.0.0.0/8, separated by commas',
    shape: list.pipe(z.array(addressOrRange)),
  },
  metricsToken: {
    name: 'CRIER_METRICS_TOKEN',
    meaning: 'Lets whoever sends it as a bearer token read the figures at `/metrics`.',
    otherwise: 'none; nobody reads them',
    wants: 'at least 20 letters, digits, dashes and underscores',
    secret: true,
    shape: z.string().regex(/^[\w-]{20,}$/),
  },
  demo: {
    name: 'CRIER_DEMO',
    meaning: 'Whether `start` fills an empty database with the demo council.',
    fallback: 'yes',
    wants: 'yes or no',
    shape: yesOrNo,
  },
  logLevel: {
    name: 'CRIER_LOG_LEVEL',
    meaning: 'How much is logged: `fatal`, `error`, `warn`, `info`, `debug`, `trace`, `silent`.',
    otherwise: '`info`, and `warn` for `./crier start`, whose reader is a person',
    wants: 'fatal, error, warn, info, debug, trace or silent',
    shape: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  },
  settingsFile: {
    name: 'CRIER_SETTINGS',
    meaning: 'A file with these settings, one NAME=value on each line. The environment wins.',
    otherwise: '`crier.env`, if it is there',
    wants: 'a file',
    shape: z.string(),
  },
} satisfies Record<string, Setting>

const rows = () =>
  Object.values<Setting>(settingsTable).map(({ name, meaning, fallback, otherwise }) => ({
    name,
    meaning,
    otherwise: otherwise ?? `\`${fallback}\``,
  }))

/** The table as the README shows it. */
export function settingsAsMarkdown(): string {
  const lines = rows().map((row) => `| \`${row.name}\` | ${row.otherwise} | ${row.meaning} |`)
  return ['| Setting | Default | Meaning |', '| --- | --- | --- |', ...lines].join('\n')
}

/** The table as a terminal shows it. */
export function settingsAsText(): string {
  const plain = (text: string) => text.replaceAll('`', '')
  return rows()
    .map(
      (row) => `  ${row.name}\n      ${plain(row.meaning)}\n      Default: ${plain(row.otherwise)}`,
    )
    .join('\n')
}
