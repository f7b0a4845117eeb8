import { parseArgs } from 'node:util'
import { Halt } from '../platform/halt.ts'
import { settingsAsText } from '../platform/settings-table.ts'
import type { LoadProgram } from './program.ts'

export interface Option {
  readonly type: 'boolean' | 'string'
  /** What `--help` says. For a string, the word that stands for its value comes first. */
  readonly says: string
}

/** What was typed after the command. */
export interface Given {
  flag(name: string): boolean
  text(name: string): string | undefined
}

export interface Command {
  readonly name: string
  readonly says: string
  /** The rest of its `--help`. */
  readonly more?: string
  readonly options?: Readonly<Record<string, Option>>
  /** Resolves to the exit code. */
  run(given: Given, load: LoadProgram): Promise<number>
}

/** Runs what was typed. Resolves to the exit code. */
export async function runCommand(
  commands: readonly Command[],
  typed: readonly string[],
  load: LoadProgram,
): Promise<number> {
  const [first, ...rest] = typed
  if (first === undefined || ['help', '--help', '-h'].includes(first)) {
    console.log(allHelp(commands))
    return first === undefined ? 1 : 0
  }
  const command = commands.find(({ name }) => name === first)
  try {
    if (!command) {
      throw new Halt(`There is no command "${first}": see \`./crier --help\` for those there are.`)
    }
    if (rest.includes('--help') || rest.includes('-h')) {
      console.log(helpOf(command))
      return 0
    }
    return await command.run(givenTo(command, rest), load)
  } catch (error) {
    if (!(error instanceof Halt)) throw error
    console.error(error.message)
    return 1
  }
}

function givenTo({ name, options = {} }: Command, typed: readonly string[]): Given {
  try {
    const { values } = parseArgs({ args: [...typed], options, strict: true })
    const typedFor = (option: string): unknown => values[option]
    return {
      flag: (option) => typedFor(option) === true,
      text: (option) => {
        const value = typedFor(option)
        return typeof value === 'string' ? value : undefined
      },
    }
  } catch (cause) {
    throw new Halt(
      `\`./crier ${name}\` does not understand "${typed.join(' ')}": see \`./crier ${name} --help\`.`,
      { cause },
    )
  }
}

function allHelp(commands: readonly Command[]): string {
  const lines = commands.map(({ name, says }) => `  ./crier ${name.padEnd(9)} ${says}`)
  return `Crier: a council's social media, and the record of it.

${lines.join('\n')}

Each explains itself with --help. On a new machine: ./crier start

Settings, from the environment or the settings file:

${settingsAsText()}`
}

function helpOf({ name, says, more, options = {} }: Command): string {
  const lines = Object.entries(options).map(([option, it]) => `  --${option}  ${it.says}`)
  return [`./crier ${name}: ${says}`, more, lines.join('\n')].filter(Boolean).join('\n\n')
}
