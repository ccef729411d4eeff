import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/database.ts'
import type { Database } from './database/database.ts'
import { type Jobs, openJobs, type Schedule } from './jobs.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.drop())

/** The database, and how many statements of the queue's workers and of whoever wakes them it was asked. */
function counted(database: Database) {
  const asked = { alone: 0, together: 0 }
  const db = Object.assign(Object.create(database.db) as Database['db'], {
    executeSql(text: string, values?: unknown[]) {
      if (/SKIP LOCKED/.test(text) && /queue-\d/.test(text + JSON.stringify(values))) asked.alone += 1
      return database.db.executeSql(text, values)
    },
    rows(statement: Parameters<Database['db']['rows']>[0]) {
      if (JSON.stringify(statement).includes('unnest(')) asked.together += 1
      return database.db.rows(statement)
    },
  })
  return { asked, database: { ...database, db } as Database }
}

describe('who works the queues', () => {
  it('asks for all of them with one statement, and works a job that is due', async () => {
    const { asked, database } = counted(test.database)
    const done: string[] = []
    const schedules: Schedule[] = Array.from({ length: 20 }, (_, at) => ({
      name: `queue-${at}`,
      cron: '0 6 * * *',
      handle: async () => void done.push(`queue-${at}`),
    }))
    const settings = { zone: 'UTC', concurrency: 4, schedules: false, supervises: false }
    const jobs: Jobs = await openJobs(database, pino({ level: 'silent' }), settings, [], schedules)
    try {
      await jobs.work()
      await expect.poll(() => asked.together).toBeGreaterThan(3)
      expect(asked.alone).toBe(20)
      await database.transaction((tx) => jobs.runNow(tx, 'queue-7'))
      await expect.poll(() => done).toEqual(['queue-7'])
      await expect.poll(jobs.pending).toBe(0)
      expect(done).toEqual(['queue-7'])
      expect(asked.alone, 'only who works that queue was woken').toBeLessThan(25)
    } finally {
      await jobs.stop()
    }
  })
})
