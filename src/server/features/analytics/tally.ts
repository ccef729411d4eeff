import { createHash } from 'node:crypto'
import type { AnalyticsBatch } from '../../../contract/analytics.ts'
import { countedPage } from '../../../contract/page-patterns.ts'
import { scriptErrorSignature, withoutPersonalData } from '../../../domain/script-error.ts'
import { vitalBucket } from '../../../domain/web-vitals.ts'

/** Counts the `keys` that are equal; in the order of their text, so that batches at the same time lock rows in one order. */
function countEqual<K extends readonly (string | number)[]>(keys: readonly K[]): { key: K; n: number }[] {
  const counts = new Map<string, { key: K; n: number }>()
  for (const key of keys) {
    const name = JSON.stringify(key)
    const count = counts.get(name) ?? { key, n: 0 }
    counts.set(name, { key, n: count.n + 1 })
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
}

export interface TalliedError {
  fingerprint: string
  kind: AnalyticsBatch['errors'][number]['kind']
  message: string
  source: string
  stack: string
  page: string
  count: number
}

function tallyErrors(errors: AnalyticsBatch['errors']): TalliedError[] {
  const groups = new Map<string, TalliedError>()
  for (const error of errors) {
    const fingerprint = createHash('sha256').update(scriptErrorSignature(error)).digest('hex')
    groups.set(fingerprint, {
      fingerprint,
      kind: error.kind,
      message: withoutPersonalData(error.message),
      source: withoutPersonalData(error.source),
      stack: withoutPersonalData(error.stack),
      page: countedPage(error.page),
      count: error.count + (groups.get(fingerprint)?.count ?? 0),
    })
  }
  return [...groups.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
}

/** A batch as what it adds to the counters. */
export function tally({ views, vitals, errors }: AnalyticsBatch) {
  const steps = views.flatMap(({ page, from }) =>
    from === null ? [] : [[countedPage(from), countedPage(page)] as const],
  )
  return {
    views: countEqual(views.map(({ page }) => [countedPage(page)] as const)),
    steps: countEqual(steps),
    vitals: countEqual(
      vitals.map(({ page, name, value }) => [countedPage(page), name, vitalBucket(name, value)] as const),
    ),
    errors: tallyErrors(errors),
  }
}
