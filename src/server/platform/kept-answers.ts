import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { fromShared } from './redis.ts'
import type { Runtime } from './runtime.ts'

interface Kept<T> {
  /** The audit chain's end when the answer was computed. */
  head: string
  until: number
  answer: Promise<T>
}

/** Under this name in Redis; `faena clear-cache` empties it. */
export const keptName = 'kept'

type Grounds = Pick<Runtime, 'database' | 'now'> & Partial<Pick<Runtime, 'shared'>>

/**
 * Answers kept until somebody writes: every change moves the end of the audit chain, in whichever process, so one read
 * by key tells whether an answer still holds, without messages between processes. `forMs` bounds what only time changes
 * (hours down, overdue); at most `most` answers are kept, the oldest given up first. Those who ask while an answer is
 * computed wait for that one. With Redis, processes also give each other their answers, under the name of the chain's
 * end: what was computed before a write is never found after it, whatever Redis lost or still holds.
 */
export function keptAnswers<T>({ name, most, forMs }: { name: string; most: number; forMs: number }) {
  const kept = new Map<string, Kept<T>>()

  async function shareOrCompute(grounds: Grounds, key: string, head: string, compute: () => Promise<T>): Promise<T> {
    const { shared } = grounds
    if (!shared) return compute()
    const digest = createHash('sha256').update(`${head}\n${key}`).digest('hex')
    const address = shared.keyOf(keptName, name, digest)
    const found = await fromShared(shared, (redis) => redis.get(address))
    if (found) return JSON.parse(found) as T
    const answer = await compute()
    await fromShared(shared, (redis) => redis.set(address, JSON.stringify(answer), 'PX', forMs))
    return answer
  }

  return async (grounds: Grounds, key: string, compute: () => Promise<T>) => {
    const { database, now } = grounds
    const at = Date.parse(now())
    const [end] = await database.db.rows<{ head: string }>(
      sql`SELECT seq || ':' || hash AS head FROM audit_head WHERE id = 1`,
    )
    const { head } = end!
    const known = kept.get(key)
    if (known && known.head === head && at < known.until) return known.answer
    const answer = shareOrCompute(grounds, key, head, compute)
    kept.delete(key)
    kept.set(key, { head, until: at + forMs, answer })
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    answer.catch(() => {
      if (kept.get(key)?.answer === answer) kept.delete(key)
    })
    return answer
  }
}
