import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Browsers of about the last two years: `light-dark()`, native dialogs and CSS nesting stay as written. */
const evergreen = ['chrome131', 'edge131', 'firefox133', 'safari18.2']

/** With one style sheet and no lists to preload, the build's helper around import() has nothing to do. */
const plainImports: Plugin = {
  name: 'crier:plain-imports',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : null,
}

/** What is served compressed is compressed once, here, as well as it can be. */
const compressed: Plugin = {
  name: 'crier:compressed',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const files = Object.keys(bundle).filter((file) => /^assets\/.*\.(js|css)$/.test(file))
    for (const file of files) {
      const bytes = await readFile(join(dir, file))
      await writeFile(join(dir, `${file}.gz`), gzipSync(bytes, { level: 9 }))
      await writeFile(join(dir, `${file}.br`), brotliCompressSync(bytes))
    }
  },
}

export default defineConfig({
  root: 'src/web',
  publicDir: 'public',
  plugins: [react(), plainImports, compressed],
  resolve: {
    // React has had this hook itself since version 18; the shim around it is for older ones.
    alias: {
      'use-sync-external-store/shim/with-selector': 'use-sync-external-store/with-selector',
    },
  },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: evergreen,
    cssTarget: evergreen,
    // The bundle measure reads which chunks a cold page needs from this.
    manifest: true,
    // The policy on content allows no data: fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    // The lists of what each screen preloads, and a style sheet for each, weigh more than they save:
    // one style sheet of 12 KB holds all of it, and a screen is fetched when its link is pointed at.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, dependencies, { hostType }) =>
        hostType === 'html' ? dependencies : [],
    },
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Two files for the first page: what rarely changes, which stays cached over an update, and
        // what is ours. Twenty small ones compress a fifth worse.
        codeSplitting: {
          groups: [
            { name: 'base', test: /node_modules|rolldown/, tags: ['$initial'], priority: 1 },
            { name: 'crier', tags: ['$initial'] },
            {
              name: 'forms',
              test: /web\/(parts\/(Form|Field)|useAddress|people\/(Doorstep|sign-in))/,
            },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': 'http://127.0.0.1:7373' },
  },
})
