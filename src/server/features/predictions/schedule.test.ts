import { createRequire } from 'node:module'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateAt } from '../../../domain/civil-time.ts'
import { readConfig } from '../../platform/config.ts'
import { openJobs } from '../../platform/jobs.ts'
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { predictionSchedules } from './jobs.ts'

// The very parser that the queue asks when a schedule is due.
const require = createRequire(createRequire(import.meta.url).resolve('pg-boss'))
const { CronExpressionParser } = require('cron-parser') as {
  CronExpressionParser: {
    parse(cron: string, options: { tz: string; currentDate: string }): { next(): { toDate(): Date } }
  }
}

const zone = 'America/Santiago'
const { PREDICTION_SCHEDULE } = readConfig({})
let test: TestDatabase
beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.drop())

describe('the daily prediction', () => {
  it('is handed to the queue in the company’s zone', async () => {
    const schedules = predictionSchedules(() => {
      throw new Error('nothing runs here')
    }, PREDICTION_SCHEDULE)
    const jobs = await openJobs(
      test.database,
      pino({ level: 'silent' }),
      { zone, concurrency: 1, schedules: true, supervises: false },
      [],
      schedules,
    )
    const { rows } = await test.database.db.executeSql(
      "SELECT cron, timezone FROM jobs.schedule WHERE name = 'prediction.daily'",
    )
    await jobs.stop()
    expect(rows).toEqual([{ cron: '0 6 * * *', timezone: zone }])
  })

  it.each([
    ['the clocks go back on 5 April 2026', '2026-04-03T12:00:00Z', ['09:00', '10:00', '10:00']],
    ['the clocks go forward on 6 September 2026', '2026-09-04T12:00:00Z', ['10:00', '09:00', '09:00']],
  ])('comes once a day at six in Chile when %s', (_, from, utc) => {
    const schedule = CronExpressionParser.parse(PREDICTION_SCHEDULE, { tz: zone, currentDate: from })
    const times = Array.from({ length: 3 }, () => schedule.next().toDate())
    expect(times.map((at) => at.toISOString().slice(11, 16))).toEqual(utc)
    expect(times.map((at) => at.toLocaleTimeString('en-GB', { timeZone: zone }))).toEqual(Array(3).fill('06:00:00'))
    expect(new Set(times.map((at) => dateAt(at.getTime(), zone))).size).toBe(3)
  })
})
