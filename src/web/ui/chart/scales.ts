/** Weibull probability paper: ln(−ln(1 − share)). */
export const toPaper = (share: number) => Math.log(-Math.log1p(-Math.min(1 - 1e-12, Math.max(1e-12, share))))
export const fromPaper = (at: number) => -Math.expm1(-Math.exp(at))

const paperShares = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99]
/** Shares whose lines are drawn on Weibull paper between two places, in its measure. */
export const paperTicks = (from: number, to: number) => paperShares.map(toPaper).filter((at) => at >= from && at <= to)

/** 1, 2, 5, 10, 20, … between two positive numbers, as logarithms; every second decade when there are many. */
export function logTicks(from: number, to: number): number[] {
  const ticks: number[] = []
  const wide = Math.log10(to / from) > 2.5
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++) {
    for (const digit of wide ? [1] : [1, 2, 5]) {
      const value = digit * 10 ** power
      if (value >= from && value <= to) ticks.push(Math.log(value))
    }
  }
  return ticks
}
