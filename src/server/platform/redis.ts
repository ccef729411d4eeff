import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Config } from './config.ts'

/** What processes share while it is there. Everything here has an answer without it: slower, never wrong. */
export interface Shared {
  readonly redis: Redis
  /** The name of a key of this installation: others may use the same server. */
  keyOf(...parts: readonly string[]): string
  close(): Promise<void>
}

/** An answer later than this (ms) is not waited for. */
const patience = 250

/** Connects to REDIS_URL, now and again whenever it is lost; `null` when there is none. */
export async function openShared(config: Config, log: Logger): Promise<Shared | null> {
  if (!config.REDIS_URL) return null
  const { Redis: Client } = await import('ioredis')
  const redis = new Client(config.REDIS_URL, {
    connectTimeout: 2000,
    commandTimeout: patience,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 200, 5000),
  })
  let lost = false
  redis.on('error', (error) => {
    if (!lost) log.warn({ err: error }, 'Redis is lost; going on without it')
    lost = true
  })
  redis.on('ready', () => {
    if (lost) log.info('Redis is back')
    lost = false
  })
  const installation = createHash('sha256').update(config.SECRET_KEY).digest('hex').slice(0, 8)
  return {
    redis,
    keyOf: (...parts) => ['faena', installation, ...parts].join(':'),
    async close() {
      redis.disconnect()
    },
  }
}

/** What `work` gets from Redis, or `null` when it is lost or too slow. */
export async function fromShared<T>(
  shared: Shared | null | undefined,
  work: (redis: Redis) => Promise<T>,
): Promise<T | null> {
  if (shared?.redis.status !== 'ready') return null
  try {
    return await work(shared.redis)
  } catch {
    return null
  }
}

/** Deletes every key of this installation that begins with `parts`; returns how many there were. */
export async function forgetShared({ redis, keyOf }: Shared, ...parts: readonly string[]): Promise<number> {
  let forgotten = 0
  let cursor = '0'
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${keyOf(...parts)}:*`, 'COUNT', 1000)
    if (keys.length > 0) forgotten += await redis.unlink(...keys)
    cursor = next
  } while (cursor !== '0')
  return forgotten
}
