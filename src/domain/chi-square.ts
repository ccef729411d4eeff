/** ln Γ(x) for x > 0 by Lanczos' approximation (g = 7, 9 terms; Numerical Recipes 3rd ed. §6.1), relative error < 1e-14. */
function lnGamma(x: number): number {
  const coefficients = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x)
  const z = x - 1
  let sum = coefficients[0]!
  for (let i = 1; i < coefficients.length; i++) sum += coefficients[i]! / (z + i)
  const t = z + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Regularised lower incomplete gamma P(a, x): series below a + 1, Lentz's continued fraction above (ibid. §6.2). */
function regularisedGamma(a: number, x: number): number {
  if (x <= 0) return 0
  const front = Math.exp(a * Math.log(x) - x - lnGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-16 && n < 10_000; n++) {
      term *= x / (a + n)
      sum += term
    }
    return Math.min(1, sum * front)
  }
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let i = 1; i < 10_000; i++) {
    const an = -i * (i - a)
    b += 2
    d = 1 / (an * d + b || 1e-300)
    c = b + an / c || 1e-300
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return 1 - front * h
}

/** Probability that a chi-square variable with `degrees` of freedom is at most `x`. */
export function chiSquareCdf(x: number, degrees: number): number {
  return regularisedGamma(degrees / 2, x / 2)
}

/**
 * The value a chi-square variable with `degrees` > 0 of freedom stays below with probability `p` in (0, 1): bisection of the
 * distribution in a bracket doubled until it holds the answer; about 60 steps, never off the road as Newton can be in the tails.
 */
export function chiSquareQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1 && degrees > 0)) throw new RangeError('chiSquareQuantile needs 0 < p < 1 and degrees > 0')
  let high = Math.max(1, degrees)
  while (chiSquareCdf(high, degrees) < p) high *= 2
  let low = 0
  for (let i = 0; i < 2000 && high - low > Number.EPSILON * high; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (chiSquareCdf(middle, degrees) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
