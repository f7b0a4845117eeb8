import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Halt } from '../platform/halt.ts'
import { home } from '../platform/home.ts'
import { childEnvironment } from '../platform/settings.ts'

/** Runs one of our programs to its end, speaking to the same terminal. Resolves to its exit code. */
export async function runChild(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(program, args, {
    cwd: home,
    env: childEnvironment(environment),
    stdio: 'inherit',
  })
  using stop = heedStop((signal) => child.kill(signal))
  const [code] = await once(child, 'exit')
  stop.check()
  return typeof code === 'number' ? code : 130
}

/** While this is open we outlive Ctrl-C, so that whatever was opened is closed in its turn. */
export function heedStop(pass: (signal: NodeJS.Signals) => unknown = () => {}) {
  let asked = false
  const hear = (signal: NodeJS.Signals) => {
    asked = true
    pass(signal)
  }
  process.on('SIGINT', hear).on('SIGTERM', hear).on('SIGHUP', hear)
  return {
    check() {
      if (asked) throw new Halt('Stopped before the end.')
    },
    [Symbol.dispose]() {
      process.off('SIGINT', hear).off('SIGTERM', hear).off('SIGHUP', hear)
    },
  }
}
