import { bench } from './bench.ts'
import type { Command } from './command.ts'
import { serve, work } from './serve.ts'
import { start } from './start.ts'
import { test } from './test.ts'
import { build, migrate, verify } from './upkeep.ts'

export { runCommand } from './command.ts'
export type { App, LoadProgram, Place, Program } from './program.ts'

/** In the order in which `--help` shows them. */
export const commands: readonly Command[] = [
  start,
  serve,
  work,
  migrate,
  verify,
  build,
  bench,
  test,
]
