/** A stream of pseudo-random numbers: the same seed gives the same stream on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number
  /** Whole number, both ends included. */
  whole(low: number, high: number): number
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  normal(): number
  /** Log-normal with this median; `spread` is the standard deviation of its logarithm. */
  around(median: number, spread: number): number
  /** UUID of version 7 for an instant: sorts by time, and is the same for the same seed. */
  uuid(at: number): string
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** FNV-1a (32 bit), to seed from text. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** Small fast counting generator (sfc32, C. Doty-Humphrey, PractRand): 128 bits of state, period at least 2^32. */
export function createRandom(seed: string): Random {
  let a = hash(seed)
  let b = hash(`${seed}b`)
  let c = hash(`${seed}c`)
  let counter = 1

  function bits(): number {
    const t = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  const next = () => bits() / 4294967296
  for (let i = 0; i < 15; i++) bits()

  function normal(): number {
    return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  }

  function uuid(at: number): string {
    const high = Math.floor(at / 65536)
    const low = at % 65536
    const r1 = bits()
    const r2 = bits()
    const r3 = bits()
    return (
      `${hex[(high >>> 24) & 255]}${hex[(high >>> 16) & 255]}${hex[(high >>> 8) & 255]}${hex[high & 255]}-` +
      `${hex[low >>> 8]}${hex[low & 255]}-7${hex[r1 & 255]![0]}${hex[(r1 >>> 8) & 255]}-` +
      `${hex[0x80 | ((r1 >>> 16) & 0x3f)]}${hex[r1 >>> 24]}-` +
      `${hex[r2 & 255]}${hex[(r2 >>> 8) & 255]}${hex[(r2 >>> 16) & 255]}${hex[r2 >>> 24]}${hex[r3 & 255]}${hex[(r3 >>> 8) & 255]}`
    )
  }

  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    normal,
    around: (median, spread) => median * Math.exp(spread * normal()),
    uuid,
  }
}
