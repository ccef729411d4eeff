import type { AnalyticsBatch } from '../../../contract/analytics.ts'
import { batchLimits } from '../../../contract/analytics-limits.ts'
import { type ScriptErrorKind, scriptErrorLimits, withoutPersonalData } from '../../../domain/script-error.ts'

type View = AnalyticsBatch['views'][number]
type Vital = AnalyticsBatch['vitals'][number]
type ScriptError = AnalyticsBatch['errors'][number]
export type Parts = Pick<AnalyticsBatch, 'views' | 'vitals' | 'errors'>

/** Different errors that one page load tells of; a page that fails in ever new ways says nothing new. */
const mostErrors = 20
/** Views that wait to be sent; further ones are dropped. */
const mostViews = 500

/** What was thrown, as text: an error's name and message, the code of a refusal, or only of which kind it was. */
function messageOf(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`
  if (typeof error === 'string') return error
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : Object.prototype.toString.call(error)
}

/** An error as it may leave the browser: bounded, and without what may name a person or a record. */
export function describeError(
  kind: ScriptErrorKind,
  error: unknown,
  source: string,
): Omit<ScriptError, 'page' | 'count'> {
  const text = (value: string, most: number) => withoutPersonalData(value.slice(0, 4 * most)).slice(0, most)
  return {
    kind,
    message: text(messageOf(error), scriptErrorLimits.message) || kind,
    source: text(source, scriptErrorLimits.source),
    stack: text((error instanceof Error && error.stack) || '', scriptErrorLimits.stack),
  }
}

/** Gathers what a page load has to tell until it is taken, in parts no larger than a batch may be. */
export function openBatch() {
  const views: View[] = []
  const vitals: Vital[] = []
  const errors = new Map<string, ScriptError>()
  const told = new Set<string>()
  const measured = new Set<string>()

  return {
    addView(view: View) {
      if (views.length < mostViews) views.push(view)
    },
    /** `id` is of one measurement: the first value that is final counts, later ones of a page come back to do not. */
    addVital(id: string, vital: Vital) {
      if (measured.has(id)) return
      measured.add(id)
      vitals.push(vital)
    },
    /** The same error again only adds to its count. */
    addError(page: string, error: Omit<ScriptError, 'page' | 'count'>) {
      const key = JSON.stringify(error)
      const waiting = errors.get(key)
      if (waiting) waiting.count = Math.min(waiting.count + 1, batchLimits.repeats)
      else if (told.has(key) || told.size < mostErrors) errors.set(key, { ...error, page, count: 1 })
      if (errors.has(key)) told.add(key)
    },
    /** What waits, as far as one batch holds it; `null` when there is nothing. */
    take(): Parts | null {
      const someErrors = [...errors].slice(0, batchLimits.errors)
      for (const [key] of someErrors) errors.delete(key)
      const parts: Parts = {
        views: views.splice(0, batchLimits.views),
        vitals: vitals.splice(0, batchLimits.vitals),
        errors: someErrors.map(([, error]) => error),
      }
      return Object.values(parts).some(({ length }) => length > 0) ? parts : null
    },
  }
}
