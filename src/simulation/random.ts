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

const pairs = Array.from({ length: 65_536 }, (_, word) => word.toString(16).padStart(4, '0'))

/** FNV-1a (32 bit), to seed from text. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

export function createRandom(seed: string): Random {
  const next = seededRandom(hash(seed))
  const word = () => Math.floor(next() * 65_536)

  function uuid(at: number): string {
    const high = pairs[Math.floor(at / 4_294_967_296)]! + pairs[Math.floor(at / 65_536) % 65_536]!
    const version = pairs[0x7000 | (word() >>> 4)]!
    const variant = pairs[0x8000 | (word() >>> 2)]!
    return `${high}-${pairs[at % 65_536]}-${version}-${variant}-${pairs[word()]}${pairs[word()]}${pairs[word()]}`
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
