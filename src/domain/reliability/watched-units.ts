import type { Life } from './lives.ts'
import type { System } from './repairable.ts'

/** A failure of a unit, or a planned replacement (`failed` false), at an age in the unit's own measure. */
export type Mark = { readonly age: number; readonly failed: boolean }

/** A unit as it was watched: from one age to another, days or the total of a meter. */
export type WatchedUnit = {
  readonly start: number
  readonly end: number
  /** Watched since it went into service: the time to its first mark is a whole life. */
  readonly fromNew: boolean
  /** Still in service: it may need a part tomorrow. */
  readonly inService: boolean
  /** In order of age, within the watch. */
  readonly marks: readonly Mark[]
}

/** The units as repairable systems: every failure at its age. A unit without any time watched says nothing. */
export function systemsOf(units: readonly WatchedUnit[]): System[] {
  return units
    .filter(({ start, end }) => end > start)
    .map(({ start, end, marks }) => ({
      start,
      end,
      events: marks.filter(({ failed }) => failed).map(({ age }) => age),
    }))
}

/**
 * The lives between renewals: each mark ends one and begins the next; a planned replacement and the end of the watch
 * censor it. Marks at the same age are one (a failure, if any of them is): nothing lived between them. What was lived
 * before the watch is unknown, so the time to the first mark counts only for a unit watched from new.
 */
export function livesOf(units: readonly WatchedUnit[]): Life[] {
  return units.flatMap(({ start, end, fromNew, marks }) => {
    const lives: Life[] = []
    let from: number | null = fromNew ? start : null
    for (let i = 0; i < marks.length; ) {
      const { age } = marks[i]!
      let failed = false
      for (; i < marks.length && marks[i]!.age === age; i++) failed ||= marks[i]!.failed
      if (from !== null && age > from) lives.push({ time: age - from, failed })
      from = age
    }
    if (from !== null && end > from) lives.push({ time: end - from, failed: false })
    return lives
  })
}

/** Age of the part now in each unit in service: since its last renewal, or at least since the watch began. */
export function agesNow(units: readonly WatchedUnit[]): number[] {
  return units
    .filter(({ inService }) => inService)
    .map(({ start, end, marks }) => Math.max(0, end - (marks.at(-1)?.age ?? start)))
}
