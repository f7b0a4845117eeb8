import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** Crier's own folder. Relative paths in the settings start here, wherever a command was typed. */
export const home = fileURLToPath(new URL('../..', import.meta.url))

const about = z.object({ version: z.string() })

export const { version } = about.parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')))
