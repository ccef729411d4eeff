import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { noteError, startAnalytics } from './app/analytics.ts'
import { queryClient } from './app/api/query-client.ts'
import { startWords } from './app/i18n/i18n.ts'
import { watchReturns } from './app/returning.ts'
import { startRouter } from './app/router.ts'
import './app/validation.ts'
import { nextTurn } from './turn.ts'

await nextTurn()
/** Words and page are fetched side by side; nothing is painted before both are there, so nothing jumps. */
const words = startWords()
await nextTurn()
const router = startRouter()
startAnalytics(router)
await words
await router.load()
// Not before: where somebody listens, the router leaves it to them to follow a redirection of the first page.
watchReturns(router.history)

const onCaughtError = (error: unknown) => {
  console.error(error)
  noteError('RENDER', error)
}

// A transition renders in short turns: on a slow phone the page at once would hold up what the person does.
startTransition(() =>
  createRoot(document.getElementById('root')!, { onCaughtError }).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  ),
)
