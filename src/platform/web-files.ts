import { existsSync } from 'node:fs'
import { join } from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { refuse } from './refusal.ts'

/** Serves the built web app: hashed files for a year, and its one page for every other address. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(files, {
    root: folder,
    index: false,
    wildcard: false,
    cacheControl: false,
    // Compressed when the app was built, so that serving costs nothing.
    preCompressed: true,
    setHeaders: (reply, path) => reply.header('cache-control', keepFor(path.slice(folder.length))),
  })
  app.get('/*', async (request, reply) => {
    const isPage = !request.url.startsWith('/api/') && !request.url.startsWith('/assets/')
    if (!isPage) throw refuse.notFound('There is nothing at this address.')
    if (!existsSync(join(folder, 'index.html')))
      throw refuse.unavailable('The web app is not built: run ./crier build, then try again.')
    return reply.sendFile('index.html')
  })
}

/** The page names the hashed files, so an old copy of it would ask for files that are gone. */
function keepFor(path: string): string {
  if (path.startsWith('/index.html')) return 'no-store'
  return path.startsWith('/assets/')
    ? 'public, max-age=31536000, immutable'
    : 'public, max-age=3600'
}
