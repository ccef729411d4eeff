import type { PredefinedTypeCode } from '../domain/asset-type.ts'
import type { SystemCode } from '../domain/system.ts'
import { type Calendar, hourMs } from './calendar.ts'
import type { PersonRow } from './rows.ts'

/** A mechanic of one site on a seven-by-seven roster; `freeAt` only moves forward, so nobody works in two places. */
export type Mechanic = {
  readonly row: PersonRow
  readonly site: number
  /** 0 or 1: which of the alternating weeks is worked. */
  readonly rota: number
  freeAt: number
  /** When the last stint that was promised ends; none yet. */
  busyUntil: number | null
}

export type Stint = { readonly mechanic: Mechanic; readonly start: number; readonly end: number }
/** A stint that was promised, and when the mechanic's stint before it ends. */
export type PromisedStint = Stint & { readonly after: number | null }
type Task = {
  readonly site: number
  readonly type: PredefinedTypeCode
  readonly system: SystemCode | null
  readonly hours: number
}

export type Crew = {
  readonly mechanics: readonly Mechanic[]
  /** When and by whom a task could be done from `at` on; nothing is promised until `commit`. */
  plan(task: Task, at: number): Stint[]
  commit(stints: readonly Stint[]): PromisedStint[]
}

const opens = 8 * hourMs
const closes = 19 * hourMs
/** A job this near to its end is finished after hours rather than left for the next day. */
const overtime = hourMs
const shortestStint = 0.25 * hourMs
/** How much later somebody who knows the unit may come and still be preferred. */
const patience = hourMs

export function createCrew(mechanics: readonly Mechanic[], calendar: Calendar): Crew {
  const sites = Math.max(...mechanics.map((m) => m.site)) + 1
  const onDuty = [0, 1].map((rota) =>
    Array.from({ length: sites }, (_, site) => mechanics.filter((m) => m.site === site && m.rota === rota)),
  )

  function choose(task: Task, day: number, at: number, before: Mechanic | null): Mechanic {
    const candidates = onDuty[Math.floor(day / 7) % 2]![task.site]!
    let best = candidates[0]!
    let bestCost = Infinity
    for (const mechanic of candidates) {
      const { assetTypes, systems } = mechanic.row.skills
      const knows = assetTypes.includes(task.type) && (task.system === null || systems.includes(task.system))
      const cost = Math.max(at, mechanic.freeAt) + (knows || mechanic === before ? 0 : patience)
      if (cost < bestCost) {
        best = mechanic
        bestCost = cost
      }
    }
    return best
  }

  function plan(task: Task, at: number): Stint[] {
    const stints: Stint[] = []
    let remaining = Math.max(60_000, Math.round(task.hours * 60) * 60_000)
    let mechanic: Mechanic | null = null
    let day = calendar.dayOf(at)
    while (remaining > 0) {
      const close = calendar.dayStart(day) + closes
      const from = Math.max(at, calendar.dayStart(day) + opens)
      if (from < close) {
        const next = choose(task, day, from, mechanic)
        const start = Math.max(from, next.freeAt)
        if (close - start >= Math.min(remaining, shortestStint)) {
          const end = start + remaining <= close + overtime ? start + remaining : close
          stints.push({ mechanic: next, start, end })
          remaining -= end - start
          mechanic = next
        }
      }
      day++
    }
    return stints
  }

  function commit(stints: readonly Stint[]): PromisedStint[] {
    return stints.map(({ mechanic, start, end }) => {
      const after = mechanic.busyUntil
      mechanic.freeAt = Math.max(mechanic.freeAt, end)
      mechanic.busyUntil = end
      return { mechanic, start, end, after }
    })
  }

  return { mechanics, plan, commit }
}
