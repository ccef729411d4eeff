import { normalFrom, seededRandom } from '../domain/random.ts'

/** A stream of pseudo-random numbers: the same seed gives the same stream on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number
  /** Whole number, both ends included. */
  whole(low: number, high: number): number
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** Log-normal with this median; `spread` is the standard deviation of its logarithm. */
  around(median: number, spread: number): number
  /** UUID of version 7 for an instant: sorts by time, and is the same for the same seed. */
  uuid(at: number): string
}

const digits = Buffer.from('0123456789abcdef', 'latin1')

/** FNV-1a (32 bit), to seed from text. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

export function createRandom(seed: string): Random {
  const next = seededRandom(hash(seed))
  const word = () => Math.floor(next() * 65_536)
  const sheet = Buffer.from('00000000-0000-0000-0000-000000000000', 'latin1')
  const put = (place: number, value: number) => {
    for (let i = 0; i < 4; i++) sheet[place + i] = digits[(value >>> (12 - 4 * i)) & 15]!
  }

  function uuid(at: number): string {
    const version = 0x7000 | (word() >>> 4)
    const variant = 0x8000 | (word() >>> 2)
    put(0, Math.floor(at / 4_294_967_296))
    put(4, Math.floor(at / 65_536) % 65_536)
    put(9, at % 65_536)
    put(14, version)
    put(19, variant)
    for (let place = 24; place < 36; place += 4) put(place, word())
    return sheet.toString('latin1')
  }

  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    around: (median, spread) => median * Math.exp(spread * normalFrom(next)),
    uuid,
  }
}
