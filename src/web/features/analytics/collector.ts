import type { AnyRouter } from '@tanstack/react-router'
import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals'
import type { AnalyticsBatch } from '../../../contract/analytics.ts'
import { deviceOf } from '../../../contract/analytics-limits.ts'
import { unknownPage } from '../../../contract/page-patterns.ts'
import type { Caught } from '../../app/analytics.ts'
import { config } from '../../app/config.ts'
import { currentLanguage } from '../../app/i18n/language.ts'
import { describeError, openBatch, type Parts } from './batch.ts'

/** How long (ms) things wait to be sent together. */
const wait = 15_000

const release = config.appVersion.replace(/[^\w.+-]/g, '-').slice(0, 40) || 'unknown'

/** The pattern of the page on screen, ids as names; `null` at `/`, which only leads on. */
function currentPage(router: AnyRouter): string | null {
  const match = router.state.matches.at(-1)
  if (!match || match.routeId === '__root__') return unknownPage
  return match.fullPath === '/' ? null : match.fullPath
}

/** The pattern of the page at an address of this app. */
function pageAt(router: AnyRouter, url: string): string {
  const route = router.getMatchedRoutes(new URL(url).pathname)[0].at(-1)
  return route && route.id !== '__root__' ? route.fullPath : unknownPage
}

/** Sends without credentials, so that no cookie says whose it is; the request outlives the page. */
async function send(parts: Parts): Promise<boolean> {
  const batch: AnalyticsBatch = { ...parts, release, language: currentLanguage(), device: deviceOf(innerWidth) }
  const { ok } = await fetch(`${config.apiBaseUrl}/api/v1/analytics`, {
    method: 'POST',
    credentials: 'omit',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(batch),
  })
  return ok
}

/** Whether the person's browser asks not to be followed. */
const asksForSilence = () =>
  navigator.doNotTrack === '1' || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl

/** Counts page views, web vitals and errors, with those that were `early`; answers what takes further errors. */
export function collect(router: AnyRouter, early: readonly Caught[]): (...caught: Caught) => void {
  if (asksForSilence()) return () => {}
  const batch = openBatch()
  let page = currentPage(router)
  let refused = false
  let timer = 0

  /** Refused once, by an installation that does not count or counts enough: nothing more is sent. */
  const deliver = async (parts: Parts) => {
    const accepted = await send(parts).catch(() => true)
    if (!accepted) refused = true
  }
  const flush = () => {
    clearTimeout(timer)
    timer = 0
    for (let parts = batch.take(); parts && !refused; parts = batch.take()) void deliver(parts)
  }
  const later = () => {
    timer ||= window.setTimeout(flush, wait)
  }

  const entry = page ?? unknownPage
  if (page) batch.addView({ page, from: null })
  later()
  router.subscribe('onResolved', ({ pathChanged }) => {
    const next = currentPage(router)
    if (!pathChanged || !next) return
    batch.addView({ page: next, from: page })
    page = next
    later()
  })
  const addVital = ({ id, name, value, navigationType, navigationURL }: Metric) => {
    const of = navigationType === 'soft-navigation' && navigationURL ? pageAt(router, navigationURL) : entry
    batch.addVital(id, { page: of, name, value: Math.max(0, value) })
    later()
  }
  // Each page of a visit, where the browser measures moves within the app; else the one it began with.
  for (const measure of [onLCP, onCLS, onINP]) measure(addVital, { reportSoftNavs: true })
  for (const measure of [onFCP, onTTFB]) measure(addVital)
  // After those of the vitals, which have their last word when the page is hidden.
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush())
  addEventListener('pagehide', flush)

  const take = (...[kind, error, source = '']: Caught) => {
    // React's boundaries also catch what is no failure: a page that does not exist, a way to another.
    if (kind === 'RENDER' && !(error instanceof Error)) return
    batch.addError(page ?? unknownPage, describeError(kind, error, source))
    later()
  }
  for (const caught of early) take(...caught)
  return take
}
