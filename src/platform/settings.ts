import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { z } from 'zod'
import { checkSpace, prepareFolder } from './disk.ts'
import { Halt } from './halt.ts'
import { home } from './home.ts'
import type { SealingKeys } from './secrets.ts'
import { type Setting, settingsTable as table } from './settings-table.ts'

export interface Settings {
  readonly host: string
  readonly port: number
  /** An origin, without a slash at its end. */
  readonly publicAddress: string
  /** Null: no practice network is served. */
  readonly practice: { readonly port: number; readonly address: string } | null
  readonly dataFolder: string
  /** Undefined: the built-in server in the data folder. */
  readonly databaseUrl: string | undefined
  readonly databaseConnections: number
  readonly sealingKeys: SealingKeys
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly trustedProxies: readonly string[]
  readonly metricsToken: string | undefined
  readonly demo: boolean
  readonly logLevel: string
}

type Environment = Readonly<Record<string, string | undefined>>

const fromHome = (path: string) => resolve(home, path)

/** The settings from the environment and the settings file. Nothing else reads the environment. */
export function readSettings(
  environment: Environment = process.env,
  { logLevel = 'info' } = {},
): Settings {
  const given = withFile(environment)
  const port = read(table.port, given)
  const publicAddress = readIfSet(table.publicAddress, given) ?? `http://localhost:${port}`
  const practicePort = readIfSet(table.practicePort, given) ?? port + 1
  const practiceAddress =
    readIfSet(table.practiceAddress, given) ?? `http://localhost:${practicePort}`
  const dataFolder = fromHome(read(table.dataFolder, given))
  const sealingKey = readIfSet(table.sealingKey, given)
  const settings = {
    host: read(table.host, given),
    port,
    publicAddress,
    practice: read(table.practice, given) ? { port: practicePort, address: practiceAddress } : null,
    dataFolder,
    databaseUrl: readIfSet(table.databaseUrl, given),
    databaseConnections: read(table.databaseConnections, given),
    smtpUrl: readIfSet(table.smtpUrl, given),
    mailFrom: readIfSet(table.mailFrom, given) ?? `crier@${new URL(publicAddress).hostname}`,
    trustedProxies: read(table.trustedProxies, given),
    metricsToken: readIfSet(table.metricsToken, given),
    demo: read(table.demo, given),
    logLevel: readIfSet(table.logLevel, given) ?? logLevel,
  }
  const older = read(table.previousSealingKeys, given)
  // Last, so that a mistake in a value leaves no folder behind.
  prepareFolder(dataFolder)
  checkSpace(dataFolder)
  return { ...settings, sealingKeys: [sealingKey ?? keyInFolder(dataFolder), ...older] }
}

function read<Shape extends z.ZodType>(
  setting: Setting<Shape> & { fallback: string },
  given: Environment,
): z.output<Shape> {
  return check(setting, given[setting.name] || setting.fallback)
}

function readIfSet<Shape extends z.ZodType>(
  setting: Setting<Shape>,
  given: Environment,
): z.output<Shape> | undefined {
  const text = given[setting.name]
  return text ? check(setting, text) : undefined
}

function check<Shape extends z.ZodType>(setting: Setting<Shape>, text: string): z.output<Shape> {
  const { success, data } = setting.shape.safeParse(text)
  if (success) return data
  const { name, wants } = setting
  throw new Halt(
    setting.secret
      ? `The value of ${name} cannot be used: it must be ${wants}.`
      : `${name} is "${text}", but it must be ${wants}.`,
  )
}

function withFile(environment: Environment): Environment {
  const named = readIfSet(table.settingsFile, environment)
  const file = fromHome(named ?? 'crier.env')
  if (!named && !existsSync(file)) return environment
  const inFile = parseEnv(textOf(file))
  const known = new Set<string>(Object.values(table).map(({ name }) => name))
  for (const name of Object.keys(inFile)) {
    if (known.has(name)) continue
    throw new Halt(
      `${file} has ${name}, which is not a setting of Crier: see \`./crier --help\` for those there are.`,
    )
  }
  return { ...inFile, ...environment }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Halt(`The settings file ${file} cannot be read: check CRIER_SETTINGS.`, { cause })
  }
}

/** The key is made once. Linking it into place lets one process win and the others read its key. */
function keyInFolder(folder: string): Uint8Array {
  const file = join(folder, 'sealing.key')
  if (!existsSync(file)) {
    const beside = `${file}.${process.pid}`
    writeFileSync(beside, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
    try {
      linkSync(beside, file)
    } catch (error) {
      if (!existsSync(file)) throw error
    } finally {
      unlinkSync(beside)
    }
  }
  const { success, data } = table.sealingKey.shape.safeParse(textOf(file).trim())
  if (success) return data
  throw new Halt(
    `${file} does not hold a sealing key (32 bytes as base64): put the right file back, because without it Crier cannot use the network accounts it is connected to.`,
  )
}

/** What a program that we start is given: all of ours, with our own Node first on its path. */
export function childEnvironment(more: Environment = {}): NodeJS.ProcessEnv {
  const path = [join(home, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, ...more }
}
