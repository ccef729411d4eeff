import './app/theme.css'

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

if (!drawn) new Worker(new URL('./app/i18n/formats-worker.ts', import.meta.url), { type: 'module' })

try {
  if (drawn) {
    await painted()
    // Fetched beside the rest, which needs it: if it does not come, the rest says so.
    void import('./features/session/login-page.tsx').catch(() => {})
  }
  await import('./main.tsx')
} catch (error) {
  document.documentElement.dataset.start = 'failed'
  throw error
}
