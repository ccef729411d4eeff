import type { AnyRouter } from '@tanstack/react-router'
import type { ScriptErrorKind } from '../../domain/script-error.ts'
import { config } from './config.ts'

/** What was thrown, and the address of the script where the browser tells it. */
export type Caught = [kind: ScriptErrorKind, error: unknown, source?: string]

/** What happened before the collector is there. */
const early: Caught[] = []
let take = (...caught: Caught): void => {
  if (early.length < 20) early.push(caught)
}

export const noteError = (...caught: Caught) => take(...caught)

/** Listens for errors at once and fetches the rest of the collector when the page has long been there. */
export function startAnalytics(router: AnyRouter) {
  if (!config.analytics) return
  addEventListener('error', ({ error, message, filename }) => take('ERROR', error ?? message, filename))
  addEventListener('unhandledrejection', ({ reason }) => take('REJECTION', reason))
  const load = () =>
    import('../features/analytics/collector.ts').then(
      ({ collect }) => {
        take = collect(router, early)
      },
      // Whoever cannot fetch it goes on uncounted.
      () => {},
    )
  setTimeout(load, 3000)
}
