import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Browsers of about the last two years: `light-dark()`, native dialogs and CSS nesting stay as written. */
const evergreen = ['chrome131', 'edge131', 'firefox133', 'safari18.2']

export default defineConfig({
  root: 'src/web',
  publicDir: 'public',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: evergreen,
    cssTarget: evergreen,
    // The bundle measure reads which chunks a cold page needs from this.
    manifest: true,
    // The policy on content allows no data: fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page needs and rarely changes: one file, so that it compresses well and stays cached.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack)\//,
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
