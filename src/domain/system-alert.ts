/** What an installation tells its administrators about itself. */
export const systemAlertKinds = [
  'cpu',
  'memory',
  'errorRate',
  'jobFailures',
  'backupStale',
  'predictionsStale',
  'backupFailed',
  'drillFailed',
  'auditBroken',
] as const
export type SystemAlertKind = (typeof systemAlertKinds)[number]

/** When a measured value is worth a call, and when it is over. */
export interface AlertRule {
  readonly kind: SystemAlertKind
  /** Above this for `forMs` without a break, it is raised. */
  readonly above: number
  /** Milliseconds. */
  readonly forMs: number
  /** Once raised it stays so until the value is at most this: a value that swings around the limit calls once. */
  readonly clearAt: number
}

const minute = 60_000

/** The rules of the installation: percent of a core's time, percent of memory, percent of answers, jobs, hours. */
export const alertRules: readonly AlertRule[] = [
  { kind: 'cpu', above: 80, forMs: 5 * minute, clearAt: 70 },
  { kind: 'memory', above: 90, forMs: 3 * minute, clearAt: 85 },
  { kind: 'errorRate', above: 5, forMs: 5 * minute, clearAt: 1 },
  { kind: 'jobFailures', above: 0, forMs: 0, clearAt: 0 },
  { kind: 'backupStale', above: 26, forMs: 0, clearAt: 26 },
  { kind: 'predictionsStale', above: 26, forMs: 0, clearAt: 26 },
]

/** What is remembered of a rule between two samples. */
export interface Watch {
  /** Since when (epoch ms) the value has been above the limit; `null` while it is not. */
  readonly since: number | null
  readonly raised: boolean
}

export const calm: Watch = { since: null, raised: false }

/** The watch after a sample of `value` at `at` (epoch ms); `changed` tells whether the alert was raised or cleared by it. */
export function afterSample(watch: Watch, rule: AlertRule, value: number, at: number): Watch & { changed: boolean } {
  if (watch.raised) {
    const over = value <= rule.clearAt
    return over ? { ...calm, changed: true } : { ...watch, changed: false }
  }
  if (value <= rule.above) return { ...calm, changed: false }
  const since = watch.since ?? at
  const raised = at - since >= rule.forMs
  return { since, raised, changed: raised }
}
