import './app/theme.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './app/api/query-client.ts'
import { startWords } from './app/i18n/i18n.ts'
import { router } from './app/router.ts'
import './app/validation.ts'

/** Words and page are fetched side by side; nothing is painted before both are there, so nothing jumps. */
await startWords()
await router.load()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
