import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { client } from './ask.ts'
import { Problem } from './problem.ts'
import { router } from './router.tsx'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/base.css'

const root = document.getElementById('root')
if (root)
  // A problem is shown on the page that had it; only what is none belongs into the console.
  createRoot(root, {
    onCaughtError(error) {
      if (!(error instanceof Problem)) console.error(error)
    },
  }).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
