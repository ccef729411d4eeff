import { sql } from 'drizzle-orm'
import type { Runtime } from './runtime.ts'

interface Kept<T> {
  /** The audit chain's end when the answer was computed. */
  seq: number
  until: number
  answer: Promise<T>
}

/**
 * Answers kept until somebody writes: every change moves the end of the audit chain, in whichever process, so one read
 * by key tells whether an answer still holds, without messages between processes. `forMs` bounds what only time changes
 * (hours down, overdue); at most `most` answers are kept, the oldest given up first. Those who ask while an answer is
 * computed wait for that one.
 */
export function keptAnswers<T>({ most, forMs }: { most: number; forMs: number }) {
  const kept = new Map<string, Kept<T>>()
  return async ({ database, now }: Pick<Runtime, 'database' | 'now'>, key: string, compute: () => Promise<T>) => {
    const at = Date.parse(now())
    const [head] = await database.db.rows<{ seq: number }>(sql`SELECT seq FROM audit_head WHERE id = 1`)
    const seq = head!.seq
    const known = kept.get(key)
    if (known && known.seq === seq && at < known.until) return known.answer
    const answer = compute()
    kept.delete(key)
    kept.set(key, { seq, until: at + forMs, answer })
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    answer.catch(() => {
      if (kept.get(key)?.answer === answer) kept.delete(key)
    })
    return answer
  }
}
