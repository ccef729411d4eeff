/** ln Γ(x) for x > 0, to about 1e-15: Lanczos' series with g = 7 and nine terms (coefficients of P. Godfrey, 2001). */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x)
  const z = x - 1
  const sum = lanczos.reduce((total, c, i) => (i === 0 ? c : total + c / (z + i)), 0)
  const t = z + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** ψ(x) = d ln Γ / dx for x > 0: recurrence to x ≥ 10, then the asymptotic series (DLMF 5.11.2). */
export function digamma(x: number): number {
  let shift = 0
  for (; x < 10; x++) shift -= 1 / x
  const y = 1 / (x * x)
  return shift + Math.log(x) - 0.5 / x - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y / 132))))
}

/** Regularised lower incomplete gamma P(a, x), a > 0, x ≥ 0: power series or continued fraction (DLMF 8.11.4, 8.9.2). */
export function gammaP(a: number, x: number): number {
  if (x <= 0) return 0
  if (x === Infinity) return 1
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x)
}

/** The complement 1 − P(a, x), exact in the tail. */
export function gammaQ(a: number, x: number): number {
  if (x <= 0) return 1
  if (x === Infinity) return 0
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x)
}

const leading = (a: number, x: number) => Math.exp(a * Math.log(x) - x - lnGamma(a))

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 10_000 && term > sum * 1e-17; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum * leading(a, x)
}

/** Lentz's method on the even form of the continued fraction. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let n = 1; n < 10_000; n++) {
    const factor = -n * (n - a)
    b += 2
    d = 1 / (factor * d + b || tiny)
    c = b + factor / c || tiny
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return value * leading(a, x)
}

/** Φ(z) of the standard normal law. */
export function normalCdf(z: number): number {
  const tail = 0.5 * gammaQ(0.5, (z * z) / 2)
  return z < 0 ? tail : 1 - tail
}

/** The z with Φ(z) = p, 0 < p < 1: Abramowitz and Stegun 26.2.23, refined by Halley's method. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p)
  const t = Math.sqrt(-2 * Math.log(p))
  let z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
  for (let i = 0; i < 3; i++) {
    const step = (normalCdf(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2)
    z -= step / (1 + (z * step) / 2)
  }
  return z
}

/** P(χ² ≤ x) with `degrees` > 0 degrees of freedom. */
export function chiSquareCdf(x: number, degrees: number): number {
  return gammaP(degrees / 2, x / 2)
}

/** The x with P(χ² ≤ x) = p: Wilson and Hilferty's start (PNAS 17, 1931), then Newton kept inside a bracket. */
export function chiSquareQuantile(p: number, degrees: number): number {
  const a = degrees / 2
  const spread = 2 / (9 * degrees)
  let [low, high] = [0, Infinity]
  let x = Math.max(degrees * (1 - spread + normalQuantile(p) * Math.sqrt(spread)) ** 3, 1e-8) / 2
  for (let i = 0; i < 100; i++) {
    const error = gammaP(a, x) - p
    if (error > 0) high = x
    else low = x
    const newton = x - error / (leading(a, x) / x)
    const next = newton > low && newton < high ? newton : high === Infinity ? x * 2 : (low + high) / 2
    if (Math.abs(next - x) <= 1e-15 * x) break
    x = next
  }
  return 2 * x
}
