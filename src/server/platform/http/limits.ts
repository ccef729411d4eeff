import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import { fromShared, type Shared } from '../redis.ts'

interface Count {
  current: number
  ends: number
}

/** Callers remembered by one process; beyond, the oldest are forgotten. */
const remembered = 10_000

/** Counts in Redis, for all processes together; in this process while Redis is lost. */
export function limitStore(shared: Shared | null): FastifyRateLimitStoreCtor {
  class SharedCounts implements FastifyRateLimitStore {
    readonly #name: string
    readonly #local = new Map<string, Count>()

    constructor(name: unknown) {
      this.#name = typeof name === 'string' ? name : 'all'
    }

    #countHere(key: string, window: number): { current: number; ttl: number } {
      const now = Date.now()
      const known = this.#local.get(key)
      const count = known && known.ends > now ? known : { current: 0, ends: now + window }
      count.current += 1
      this.#local.delete(key)
      this.#local.set(key, count)
      if (this.#local.size > remembered) this.#local.delete(this.#local.keys().next().value!)
      return { current: count.current, ttl: count.ends - now }
    }

    async #count(key: string, window: number): Promise<{ current: number; ttl: number }> {
      const counted = await fromShared(shared, async (redis) => {
        const address = shared!.keyOf('limit', this.#name, key)
        const answers = await redis.multi().incr(address).pexpire(address, window, 'NX').pttl(address).exec()
        const [current, , ttl] = answers!.map(([, value]) => Number(value))
        return { current: current!, ttl: Math.max(ttl!, 0) }
      })
      return counted ?? this.#countHere(key, window)
    }

    incr(
      key: string,
      done: (error: Error | null, result?: { current: number; ttl: number }) => void,
      timeWindow: number,
    ): void {
      if (shared) this.#count(key, timeWindow).then((result) => done(null, result), done)
      else done(null, this.#countHere(key, timeWindow))
    }

    child(route: object): FastifyRateLimitStore {
      const { method, url } = (route as { routeInfo: { method: string | string[]; url: string } }).routeInfo ?? {}
      return new SharedCounts(`${String(method)} ${url}`)
    }
  }
  return SharedCounts as unknown as FastifyRateLimitStoreCtor
}
