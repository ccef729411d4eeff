import type { RouterHistory } from '@tanstack/react-router'

let returning = false

/** Keeps whether the last step was one back or forward. */
export function watchReturns(history: RouterHistory) {
  history.subscribe(({ action: { type } }) => {
    returning = type === 'BACK' || type === 'FORWARD' || type === 'GO'
  })
}

/** Whether the person came by going back or forward, and expects the page as they left it. */
export const isReturning = () => returning
