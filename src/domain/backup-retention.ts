import { type CivilDate, dayNumber } from './civil-time.ts'

/** How many days, weeks and months keep a backup. */
export interface Retention {
  readonly days: number
  readonly weeks: number
  readonly months: number
}

export const usualRetention: Retention = { days: 7, weeks: 4, months: 12 }

interface Dated {
  /** The civil date on which it was made. */
  readonly date: CivilDate
  /** The instant it was made, epoch milliseconds. */
  readonly at: number
}

/** The Monday-based week of a date, as a running number. 1970-01-01 was a Thursday. */
const weekOf = (date: CivilDate) => Math.floor((dayNumber(date) + 3) / 7)

/**
 * Which of `backups` to keep: the newest of each of the last days, weeks and months that have one. Days without a backup
 * are not counted, so a time without backups costs none of the old ones. The newest of all is always kept.
 */
export function keptBackups<T extends Dated>(backups: readonly T[], retention: Retention = usualRetention): Set<T> {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at)
  const newestOf = (span: (date: CivilDate) => string | number, most: number): T[] => {
    const found = new Map<string | number, T>()
    for (const backup of newestFirst) {
      const key = span(backup.date)
      if (!found.has(key) && found.size < most) found.set(key, backup)
    }
    return [...found.values()]
  }
  return new Set([
    ...newestFirst.slice(0, 1),
    ...newestOf((date) => date, retention.days),
    ...newestOf(weekOf, retention.weeks),
    ...newestOf((date) => date.slice(0, 7), retention.months),
  ])
}
