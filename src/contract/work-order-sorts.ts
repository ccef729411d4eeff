/** Columns the list may be sorted by; `-` before one sorts downwards. A missing date counts as not yet: the latest. */
export const workOrderSorts = [
  'reportedAt',
  'dueAt',
  'priority',
  'number',
  'status',
  'completedAt',
  'updatedAt',
] as const
