import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobRecord, Schedule } from '../../../contract/jobs.ts'
import { openJobs } from '../../platform/jobs.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'

let test: TestApp
beforeAll(async () => {
  test = await openTestApp({ env: { COMPANY_TIME_ZONE: 'America/Santiago' } })
})
afterAll(() => test.close())

const schedules = async (): Promise<Schedule[]> => (await test.admin.get('/schedules')).body.items
const schedule = async (name: string) => (await schedules()).find((one) => one.name === name)!
const jobsOf = async (query: string): Promise<JobRecord[]> => (await test.admin.get(`/jobs?${query}`)).body.items
const clock = async (): Promise<string[]> =>
  (await test.runtime.database.db.rows<{ name: string }>(sql`SELECT name FROM jobs.schedule`)).map(({ name }) => name)

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const seen = await look()
    if (seen) return seen
    await pause(100)
  }
}

const quiet = { zone: 'America/Santiago', concurrency: 1, schedules: true, supervises: false }
const noop = async () => {}

describe('schedules', () => {
  it('are the ones of the code, in the zone of the company, for administrators only', async () => {
    const backup = await schedule('security.forget')
    expect(backup).toMatchObject({ cron: '50 3 * * *', zone: 'America/Santiago', pausedAt: null, lastRun: null })
    const local = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Santiago', timeStyle: 'short' })
    expect(local.format(new Date(backup.nextRunAt!))).toBe('03:50')
    expect((await test.supervisor.get('/schedules')).status).toBe(403)
    expect((await test.supervisor.post('/schedules/security.forget/pause')).status).toBe(403)
    expect((await test.admin.post('/schedules/nothing.here/pause')).status).toBe(404)
  })

  it('tell the pages of what they do when that is next, and that it is paused', async () => {
    const next = async () => {
      const { nextAt, nextDrillAt } = (await test.admin.get('/backups/state')).body
      const { nextRunAt } = (await test.supervisor.get('/predictions/statistics')).body
      return [nextAt, nextDrillAt, nextRunAt]
    }
    const names = ['backup.make', 'backup.drill', 'prediction.daily']
    expect(await next()).toEqual(await Promise.all(names.map(async (name) => (await schedule(name)).nextRunAt)))
    for (const name of names) await test.admin.post(`/schedules/${name}/pause`)
    expect(await next()).toEqual([null, null, null])
    for (const name of names) await test.admin.post(`/schedules/${name}/resume`)
    expect(await next()).not.toContain(null)
  })

  it('stay paused over a restart, while those that are gone from the code go', async () => {
    const paused = await test.admin.post('/schedules/security.forget/pause')
    expect(paused.body).toMatchObject({ pausedBy: { id: test.admin.personId }, nextRunAt: null })
    expect(await clock()).not.toContain('security.forget')

    const again = await openJobs(
      test.runtime.database,
      pino({ level: 'silent' }),
      quiet,
      [],
      [
        { name: 'security.forget', cron: '55 3 * * *', handle: noop },
        { name: 'kpi.refresh', cron: '*/5 * * * *', handle: noop },
      ],
    )
    await again.stop()
    expect((await schedules()).map(({ name, cron }) => [name, cron])).toEqual([
      ['kpi.refresh', '*/5 * * * *'],
      ['security.forget', '55 3 * * *'],
    ])
    expect(await clock()).toEqual(['kpi.refresh'])
    expect((await test.admin.post('/schedules/security.forget/resume')).body).toMatchObject({ pausedAt: null })
    expect((await clock()).sort()).toEqual(['kpi.refresh', 'security.forget'])
    expect((await test.admin.post('/schedules/security.forget/resume')).status).toBe(200)
    const { body: audit } = await test.admin.get('/audit?entityType=schedule&entityId=security.forget')
    expect(audit.items.map(({ action }: { action: string }) => action)).toEqual(['schedule.resumed', 'schedule.paused'])
  })

  it('run out of their turn, once at a time, and show how it went', async () => {
    expect((await test.admin.post('/schedules/security.forget/run')).status).toBe(200)
    expect((await test.admin.post('/schedules/security.forget/run')).body.code).toBe('job.running')
    await test.runtime.jobs.work()
    const done = await until(async () => {
      const { lastRun } = await schedule('security.forget')
      return lastRun?.state === 'DONE' && lastRun
    })
    expect(done.seconds).toBeGreaterThanOrEqual(0)
    expect(done.endedAt! >= done.startedAt!).toBe(true)
    const [job] = await jobsOf('queue=security.forget')
    expect(job).toMatchObject({ id: done.id, attempts: 1, most: 6, error: null })
    expect(job!.worker).toMatch(/^.+:\d+$/)
  })
})

describe('a job that was given up', () => {
  it('stays, with why and who, until it is retried or discarded', async () => {
    const { db } = test.runtime.database
    await db.rows(sql`INSERT INTO jobs.job (name, data, retry_limit) VALUES
      ('import.requested.run', '{"id": "no import", "step": "check"}', 0),
      ('import.requested.run', '{"id": "no import", "step": "check"}', 0)`)
    const dead = await until(async () => {
      const found = await jobsOf('state=DEAD')
      return found.length === 2 && found
    })
    expect(dead[0]).toMatchObject({ queue: 'import.requested.run', attempts: 1, most: 1 })
    expect(dead[0]!.error).toBeTruthy()
    expect(dead[0]!.worker).toMatch(/:\d+$/)
    const { body: queues } = await test.admin.get('/jobs/queues')
    expect(queues.items[0]).toMatchObject({ name: 'import.requested.run', scheduled: false, dead: 2 })

    const [first, second] = dead.map(({ queue, id }) => `/jobs/${queue}/${id}`)
    expect((await test.admin.post(`${first}/retry`)).status).toBe(204)
    await until(async () => (await jobsOf('state=DEAD')).find(({ attempts }) => attempts === 2))
    expect((await test.admin.delete(second!)).status).toBe(204)
    expect((await test.admin.delete(second!)).status).toBe(404)
    expect((await test.admin.post(`${second}/retry`)).status).toBe(404)
    expect((await jobsOf('state=DEAD')).length).toBe(1)
    const { body: audit } = await test.admin.get('/audit?entityType=job')
    expect(audit.items[0]).toMatchObject({ action: 'job.discarded', channel: 'web' })
    expect(audit.items[0].changes.data[0]).toEqual({ id: 'no import', step: 'check' })
  })

  it('is found by time, queue and page', async () => {
    const page = await test.admin.get('/jobs?limit=1')
    expect(page.body.items.length).toBe(1)
    const next = await test.admin.get(`/jobs?limit=1&cursor=${page.body.nextCursor}`)
    expect(next.body.items[0].id).not.toBe(page.body.items[0].id)
    expect(await jobsOf('to=2020-01-01T00:00:00Z')).toEqual([])
    expect((await test.admin.get('/jobs?state=LOST')).status).toBe(400)
  })
})
