/** What a change of an order's state changes elsewhere: the running timer, the unit's state. */
export const touched = ['/work-orders', '/me/timer', '/assets'] as const
