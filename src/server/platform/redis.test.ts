import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../testing/app.ts'
import { hasProgram, startRedis } from '../testing/redis.ts'
import { readConfig } from './config.ts'
import type { Database } from './database/database.ts'
import { keptAnswers, keptName } from './kept-answers.ts'
import { forgetShared, openShared, type Shared } from './redis.ts'

const here = hasProgram('redis-server')
if (!here) process.stderr.write('redis-server is not installed: its tests are left out\n')

describe.skipIf(!here)('with Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  const open: Shared[] = []
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(async () => {
    for (const shared of open) await shared.close()
    await redis?.lose()
  })

  async function connected(secret = 'x'.repeat(32)): Promise<Shared> {
    const config = readConfig({ NODE_ENV: 'test', REDIS_URL: redis.url, SECRET_KEY: secret })
    const shared = (await openShared(config, pino({ level: 'silent' })))!
    open.push(shared)
    await ready(shared)
    return shared
  }
  const ready = (shared: Shared) => expect.poll(() => shared.redis.status).toBe('ready')

  it('gives one process the answer of another, and forgets them all when told to, but nobody else’s', async () => {
    const [one, two, other] = [await connected(), await connected(), await connected('y'.repeat(32))]
    const world = fakeWorld()
    const [ask, askToo, askOther] = [one, two, other].map((shared) => processOf(world, shared))
    expect([await ask!('a'), world.computed]).toEqual([0, 1])
    expect([await askToo!('a'), world.computed]).toEqual([0, 1])
    expect([await askOther!('a'), world.computed]).toEqual([0, 2])
    expect(await forgetShared(one, keptName)).toBe(1)
    expect([await processOf(world, two)('a'), world.computed]).toEqual([0, 3])
    expect([await processOf(world, other)('a'), world.computed]).toEqual([0, 3])
  })

  it('never gives an answer from before a write, whatever is lost in between', async () => {
    const pair = [await connected(), await connected()]
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('read' as const), who: fc.nat(1), key: fc.nat(2) }) },
      { weight: 3, arbitrary: fc.constant({ do: 'write' as const }) },
      { weight: 1, arbitrary: fc.constant({ do: 'forget' as const }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('disconnect' as const), who: fc.nat(1) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('connect' as const), who: fc.nat(1) }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const world = fakeWorld()
        const asks = pair.map((shared) => processOf(world, shared))
        for (const one of steps) {
          if (one.do === 'write') world.write()
          if (one.do === 'forget') await forgetShared(pair[0]!, keptName).catch(() => 0)
          if (one.do === 'disconnect') pair[one.who]!.redis.disconnect()
          if (one.do === 'connect') await pair[one.who]!.redis.connect().catch(() => {})
          if (one.do === 'read') expect(await asks[one.who]!(`k${one.key}`)).toBe(world.value)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('counts the requests of a person over all processes, and goes on counting without it', async () => {
    const env = { REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: '12' }
    const test: TestApp = await openTestApp({ env })
    try {
      await ready(test.runtime.shared!)
      const { admin, supervisor } = test
      const first = await admin.get('/me')
      expect(first.headers).toMatchObject({ 'ratelimit-limit': '12', 'ratelimit-remaining': '11' })
      const keys = await test.runtime.shared!.redis.keys(test.runtime.shared!.keyOf('limit', '*'))
      expect(keys.some((key) => key.endsWith(admin.personId))).toBe(true)
      await redis.lose()
      const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await admin.get('/me')).status))
      expect(statuses.every((status) => status === 200)).toBe(true)
      expect((await admin.get('/me')).status).toBe(429)
      expect((await supervisor.get('/dashboard')).status).toBe(200)
      await redis.start()
      await ready(test.runtime.shared!)
      expect((await supervisor.get('/dashboard')).status).toBe(200)
    } finally {
      await test.close()
    }
  })
})

/** Something that is written and asked, with the end of the audit chain that writes move. */
function fakeWorld() {
  const id = Math.random()
  const world = {
    value: 0,
    computed: 0,
    write() {
      world.value += 1
    },
    database: { db: { rows: async () => [{ head: `${id}:${world.value}` }] } } as unknown as Database,
  }
  return world
}

/** One process's way to ask `world`. */
function processOf(world: ReturnType<typeof fakeWorld>, shared: Shared) {
  const keep = keptAnswers<number>({ name: 'test', most: 2, forMs: 60_000 })
  const grounds = { database: world.database, shared, now: () => '2026-11-26T00:00:00Z' }
  return (key: string) =>
    keep(grounds, key, async () => {
      world.computed += 1
      return world.value
    })
}
