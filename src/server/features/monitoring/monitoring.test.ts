import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { alertWatcher, machineSampler } from './sampler.ts'

let test: TestApp
beforeAll(async () => {
  test = await openTestApp()
})
afterAll(() => test.close())

const scrape = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  test.app.inject({ url: '/metrics', headers, remoteAddress })

describe('/metrics', () => {
  it('tells rate, errors and duration by route, the queue, the pool and what the fleet is like', async () => {
    expect((await test.admin.get('/sites')).status).toBe(200)
    expect((await test.admin.get('/assets/0199c0de-0000-7000-8000-000000000000')).status).toBe(404)
    const { statusCode, headers, payload } = await scrape()
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(payload).toMatch(
      /faena_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/sites",status="200"\} 1/,
    )
    expect(payload).toMatch(/route="\/api\/v1\/assets\/:id",status="404"\} 1/)
    expect(payload).toMatch(/^nodejs_eventloop_lag_seconds [\d.e-]+$/m)
    expect(payload).toMatch(/^faena_database_connections\{state="idle"\} \d+$/m)
    expect(payload).toMatch(/^faena_sessions \d+$/m)
    expect(payload).toMatch(/^faena_backup_age_seconds \+?Inf$/m)
  })

  it('is nobody’s from elsewhere or through a proxy, and with a token of whoever has it', async () => {
    expect((await scrape({}, '10.0.0.9')).statusCode).toBe(404)
    expect((await scrape({ 'x-forwarded-for': '10.0.0.9' })).statusCode).toBe(404)
    Object.assign(test.runtime.config, { METRICS_TOKEN: 'un secreto de verdad' })
    expect((await scrape()).statusCode).toBe(404)
    expect((await scrape({ authorization: 'Bearer otro' })).statusCode).toBe(404)
    expect((await scrape({ authorization: 'Bearer un secreto de verdad' }, '10.0.0.9')).statusCode).toBe(200)
  })
})

describe('the sampler', () => {
  it('measures the machine in percent', () => {
    const { cpu, memory } = machineSampler()()
    for (const value of [cpu, memory]) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(100)
    }
  })

  it('tells the administrators once when a rule is broken, and again only after it was kept', async () => {
    const told: unknown[] = []
    let now = Date.parse('2026-11-26T12:00:00Z')
    const jobs = {
      ...test.runtime.jobs,
      enqueueEvents: async (_: unknown, events: unknown[]) => void told.push(...events),
    }
    const watch = alertWatcher({ ...test.runtime, jobs, now: () => new Date(now).toISOString() })
    for (const [memory, minutes] of [
      [95, 1],
      [95, 1],
      [95, 1],
      [95, 1],
      [80, 1],
      [95, 3],
      [95, 0],
    ] as const) {
      await watch({ memory })
      now += minutes * 60_000
    }
    expect(told).toEqual([
      { name: 'system.alert', payload: { kind: 'memory', value: '95', since: '2026-11-26T12:00:00.000Z' } },
      { name: 'system.alert', payload: { kind: 'memory', value: '95', since: '2026-11-26T12:05:00.000Z' } },
    ])
  })
})
