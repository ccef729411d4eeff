import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventQueue } from './event-queue.ts'

describe('createEventQueue', () => {
  it('gives back by time, equal times in the order they came, and nothing at or after the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.nat(20), (times, limit) => {
        const queue = createEventQueue<number>()
        times.forEach((at, i) => {
          queue.push(at, i)
        })
        const popped: number[] = []
        for (let next = queue.popBefore(limit); next; next = queue.popBefore(limit)) popped.push(next.event)
        const expected = times
          .map((at, i) => ({ at, i }))
          .filter(({ at }) => at < limit)
          .sort((a, b) => a.at - b.at || a.i - b.i)
        expect(popped).toEqual(expected.map(({ i }) => i))
      }),
    )
  })
})
