import { useCallback, useEffect, useRef, useState } from 'react'
import { withTouch } from '../../../../domain/inspection-pace.ts'
import { type Draft, forgetDraft, keepDraft } from './draft-store.ts'

/** Milliseconds without a change after which a draft is written: typing should not write at every letter. */
const pause = 100

/** A draft in use: every change is kept on the device, at once when the page is left. */
export function useDraft(first: Draft) {
  const [draft, setDraft] = useState(first)
  const latest = useRef(draft)
  const gone = useRef(false)
  const dirty = useRef(false)

  /** One after the other, so that an older state never overwrites a newer one. */
  const writing = useRef(Promise.resolve(true))

  /** Writes what is not written yet; answers whether all of it is on the device. */
  const write = useCallback(() => {
    if (dirty.current && !gone.current) {
      dirty.current = false
      writing.current = writing.current.then(() => (gone.current ? true : keepDraft(latest.current)))
    }
    return writing.current
  }, [])
  const change = useCallback((alter: (before: Draft) => Partial<Draft>) => {
    latest.current = { ...latest.current, ...alter(latest.current) }
    dirty.current = true
    setDraft(latest.current)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the timer starts anew with every change
  useEffect(() => {
    const timer = setTimeout(() => void write(), pause)
    return () => clearTimeout(timer)
  }, [draft, write])
  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') void write()
    }
    document.addEventListener('visibilitychange', onHide)
    return () => {
      document.removeEventListener('visibilitychange', onHide)
      void write()
    }
  }, [write])

  /** The time since the last touch was spent in the section that is touched now. */
  const touch = useCallback(
    (sectionId: string, alter: (before: Draft) => Partial<Draft>) =>
      change((before) => {
        const now = Date.now()
        const sectionTimes = withTouch(before.sectionTimes, sectionId, before.lastTouch, now)
        return { ...alter(before), sectionTimes, lastTouch: now }
      }),
    [change],
  )
  const forget = useCallback(async () => {
    gone.current = true
    await writing.current
    return forgetDraft(latest.current.key)
  }, [])
  return { draft, latest, change, touch, write, forget }
}
