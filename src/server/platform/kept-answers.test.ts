import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../testing/app.ts'
import { keptAnswers } from './kept-answers.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app?.close())

function counted(options = { most: 2, forMs: 60_000 }) {
  let computed = 0
  const keep = keptAnswers<number>({ name: 'test', ...options })
  let now = Date.parse('2026-03-01T12:00:00Z')
  return {
    ask: (key: string, compute = async () => ++computed) =>
      keep({ database: app.runtime.database, now: () => new Date(now).toISOString() }, key, compute),
    later: (ms: number) => {
      now += ms
    },
  }
}
const write = () => app.runtime.database.db.rows(sql`UPDATE audit_head SET seq = seq + 1 WHERE id = 1`)

describe('kept answers', () => {
  test('hold until somebody writes, or their time is over', async () => {
    const { ask, later } = counted()
    expect([await ask('a'), await ask('a')]).toEqual([1, 1])
    await write()
    expect(await ask('a')).toBe(2)
    later(60_000)
    expect(await ask('a')).toBe(3)
  })

  test('are shared by those who ask meanwhile, and kept apart by key', async () => {
    const { ask } = counted()
    const [one, same, other] = await Promise.all([ask('a'), ask('a'), ask('b')])
    expect(same).toBe(one)
    expect([one, other].sort()).toEqual([1, 2])
  })

  test('give up the oldest when there are too many', async () => {
    const { ask } = counted()
    for (const key of ['a', 'b', 'c']) await ask(key)
    expect(await ask('b')).toBe(2)
    expect(await ask('a')).toBe(4)
  })

  test('forget a failure', async () => {
    const { ask } = counted()
    await expect(ask('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await ask('a')).toBe(1)
  })
})
