/**
 * The zero of a function that rises through it somewhere in (0, ∞): a bracket is grown from `guess` both ways by
 * doubling, then halved to the last bit. `null` when the zero lies above `limit`.
 */
export function risingRoot(f: (x: number) => number, guess: number, limit: number): number | null {
  let [low, high] = [guess, guess]
  while (f(low) > 0) {
    high = low
    low /= 2
  }
  while (f(high) < 0) {
    if (high > limit) return null
    low = high
    high *= 2
  }
  while (true) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (f(middle) < 0) low = middle
    else high = middle
  }
}
