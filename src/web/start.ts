import './app/theme.css'
import { nextTurn } from './turn.ts'

/**
 * The first program of every page. Whoever is not signed in sees the login as the build drew it; what makes it work is
 * fetched once that is painted, as it would only hold it up. Any other page has nothing to show before.
 */
const drawn = document.documentElement.dataset.start === 'login'

const painted = () =>
  new Promise<void>((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true })
    // A page in the background is not painted.
    if (document.hidden) resolve()
  })

/** In the order in which the build reads them: the files of the program are asked for beside those of the libraries. */
const program = () => import('./main.tsx')
const libraries = () => import('react-dom/client')

if (!drawn) new Worker(new URL('./app/i18n/formats-worker.ts', import.meta.url), { type: 'module' })

try {
  if (drawn) {
    await painted()
    // Fetched beside the rest, which needs it: if it does not come, the rest says so.
    void import('./features/session/login-page.tsx').catch(() => {})
  }
  // Libraries, programs, words and routes are set up in a turn each: all in one would hold up who is at a slow phone.
  await libraries()
  await nextTurn()
  await program()
} catch (error) {
  document.documentElement.dataset.start = 'failed'
  throw error
}
