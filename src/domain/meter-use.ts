import { cumulativeTotal, type MeterReading } from './meter.ts'

/** Use per day (km or h) with the middle half of what pairs of readings say, and how many readings it rests on. */
export type DailyUse = { readonly perDay: number; readonly low: number; readonly high: number; readonly n: number }

const dayMs = 86_400_000
const windowDays = 90
const shortestSpanDays = 7
/** All pairs are compared: 60 readings are 1,770 pairs, and more say nothing new about 90 days. */
const mostReadings = 60

/**
 * A unit's own use per day over the 90 days to `now`, for projecting meter triggers; `null` with fewer than two readings or
 * less than a week between them. Median of the slopes of all pairs at least a day apart (Theil, 1950; Sen, 1968): up to
 * 29 % of wrong readings do not move it, and days off count as they fall. The band is the quartiles of the slopes.
 */
export function dailyUse(readings: readonly MeterReading[], now: number): DailyUse | null {
  const recent = readings
    .filter((reading) => !reading.voided && reading.at <= now && reading.at > now - windowDays * dayMs)
    .sort((a, b) => a.at - b.at)
  const first = recent[0]
  const last = recent.at(-1)
  if (!first || !last || last.at - first.at < shortestSpanDays * dayMs) return null

  const points = thin(recent).map((reading) => ({ day: reading.at / dayMs, total: cumulativeTotal(reading) }))
  const slopes: number[] = []
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) {
      const days = points[j]!.day - points[i]!.day
      if (days >= 1) slopes.push((points[j]!.total - points[i]!.total) / days)
    }
  }
  slopes.sort((a, b) => a - b)
  return {
    perDay: quantile(slopes, 0.5),
    low: quantile(slopes, 0.25),
    high: quantile(slopes, 0.75),
    n: recent.length,
  }
}

function thin<T>(sorted: readonly T[]): T[] {
  if (sorted.length <= mostReadings) return [...sorted]
  const step = (sorted.length - 1) / (mostReadings - 1)
  return Array.from({ length: mostReadings }, (_, i) => sorted[Math.round(i * step)]!)
}

function quantile(sorted: readonly number[], p: number): number {
  const position = (sorted.length - 1) * p
  const below = Math.floor(position)
  const lower = sorted[below]!
  const upper = sorted[Math.min(below + 1, sorted.length - 1)]!
  return lower + (upper - lower) * (position - below)
}
