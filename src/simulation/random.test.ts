import { describe, expect, it } from 'vitest'
import { createRandom } from './random.ts'

describe('createRandom', () => {
  it('repeats itself for a seed and differs between seeds', () => {
    const draw = (seed: string) => {
      const random = createRandom(seed)
      return Array.from({ length: 20 }, () => random.next())
    }
    expect(draw('1')).toEqual(draw('1'))
    expect(draw('1')).not.toEqual(draw('2'))
  })

  it('is uniform: a hundred cells of a thousand draws each stay within five standard deviations', () => {
    const random = createRandom('uniform')
    const cells = new Array<number>(100).fill(0)
    for (let i = 0; i < 100_000; i++) cells[Math.floor(random.next() * 100)]!++
    for (const count of cells) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000))
  })

  it('whole numbers reach both ends, and log-normals have their median', () => {
    const random = createRandom('shape')
    const dice = new Set(Array.from({ length: 500 }, () => random.whole(1, 6)))
    expect([...dice].sort()).toEqual([1, 2, 3, 4, 5, 6])
    const below = Array.from({ length: 20_000 }, () => random.around(7, 0.8)).filter((x) => x < 7).length
    expect(below / 20_000).toBeCloseTo(0.5, 1)
  })

  it('makes UUIDs of version 7 that are unique and sort by their instant', () => {
    const random = createRandom('ids')
    const at = Date.parse('2026-11-24T12:00Z')
    const ids = Array.from({ length: 10_000 }, (_, i) => random.uuid(at + i))
    expect(new Set(ids).size).toBe(ids.length)
    expect([...ids].sort()).toEqual(ids)
    for (const id of ids.slice(0, 50))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
  })
})
