import { expect, test } from 'vitest'
import { monthlyUse } from './meter-use-series.ts'

const zone = 'America/Santiago'
const now = Date.parse('2026-05-10T12:00:00Z')
const reading = (at: string, total: number, voidedAt: string | null = null) => ({ at, total, voidedAt })

test('what was used between readings belongs to the month of the later one', () => {
  const readings = [
    reading('2026-05-02T12:00:00Z', 180),
    reading('2026-02-10T12:00:00Z', 100),
    reading('2026-03-20T12:00:00Z', 150.5),
    reading('2026-03-05T12:00:00Z', 120),
    reading('2026-04-15T12:00:00Z', 900, '2026-04-16T00:00:00Z'),
  ]
  expect(monthlyUse(readings, zone, now)).toEqual([
    { month: '2026-02', use: null },
    { month: '2026-03', use: 50.5 },
    { month: '2026-04', use: null },
    { month: '2026-05', use: 29.5 },
  ])
})

test('a month ends by the clock of the company, and nothing read is nothing said', () => {
  const readings = [reading('2026-03-31T12:00:00Z', 10), reading('2026-05-01T03:30:00Z', 30)]
  expect(monthlyUse(readings, zone, now)).toEqual([
    { month: '2026-03', use: null },
    { month: '2026-04', use: 20 },
    { month: '2026-05', use: null },
  ])
  expect(monthlyUse([], zone, now)).toEqual([])
})
