import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptBackups, usualRetention } from './backup-retention.ts'
import { dateOfDayNumber } from './civil-time.ts'

const dayLength = 86_400_000
/** A backup made in the night of a day, `second` seconds after midnight. */
const madeOn = (day: number, second = 9000) => ({ date: dateOfDayNumber(day), at: day * dayLength + second * 1000 })
const history = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 20_000, max: 20_900 }), fc.integer({ min: 0, max: 86_399 })), {
    selector: ([day, second]) => `${day} ${second}`,
    maxLength: 200,
  })
  .map((made) => made.map(([day, second]) => madeOn(day, second)))
const datesOf = (backups: Iterable<{ date: string }>) => [...backups].map(({ date }) => date).sort()

describe('which backups are kept', () => {
  it('seven days, the end of four weeks and of twelve months', () => {
    const everyDay = Array.from({ length: 500 }, (_, index) => madeOn(20_000 + index))
    const monthEnds = ['2025-03-31', '2025-04-30', '2025-05-31', '2025-06-30', '2025-07-31', '2025-08-31', '2025-09-30']
    const laterEnds = ['2025-10-31', '2025-11-30', '2025-12-31', '2026-01-31']
    const sundays = ['2026-01-25', '2026-02-01', '2026-02-08']
    const lastDays = ['2026-02-09', '2026-02-10', '2026-02-11', '2026-02-12', '2026-02-13', '2026-02-14', '2026-02-15']
    expect(datesOf(keptBackups(everyDay))).toEqual([...monthEnds, ...laterEnds, ...sundays, ...lastDays].sort())
  })

  it('never the newest given up, never more than the rule has places, nothing twice given up', () => {
    fc.assert(
      fc.property(history, (made) => {
        const kept = keptBackups(made)
        const { days, weeks, months } = usualRetention
        expect(kept.size).toBeLessThanOrEqual(days + weeks + months)
        if (made.length > 0) expect(kept).toContain(made.reduce((a, b) => (b.at > a.at ? b : a)))
        expect(keptBackups([...kept])).toEqual(kept)
      }),
    )
  })

  it('the same whether old ones were given up every night or all at once', () => {
    fc.assert(
      fc.property(history, (made) => {
        let kept: ReturnType<typeof madeOn>[] = []
        for (const backup of [...made].sort((a, b) => a.at - b.at)) kept = [...keptBackups([...kept, backup])]
        expect(new Set(kept)).toEqual(keptBackups(made))
      }),
    )
  })
})
