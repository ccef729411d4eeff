import { type Refusal, refuse } from './refusal.ts'

export type PlanTask = { readonly text: string; readonly hours: number }
/** How much of a part a service takes, in the part's own unit. */
export type PlanPart = { readonly partId: string; readonly quantity: number }

/** What is done at every nth turn of a plan: with 250 h, multiple 4 is the service of 1,000 h. */
export type ServiceLevel = {
  readonly name: string
  readonly multiple: number
  readonly tasks: readonly PlanTask[]
  readonly parts: readonly PlanPart[]
}

/** The levels that fall due with any of these turns, the smallest first. */
export function levelsDue(levels: readonly ServiceLevel[], cycles: readonly number[]): ServiceLevel[] {
  return levels
    .filter(({ multiple }) => cycles.some((cycle) => cycle % multiple === 0))
    .sort((a, b) => a.multiple - b.multiple)
}

const sameTask = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The tasks of all levels that are due, each once: with its longest estimate where levels share it. */
export function tasksDue(levels: readonly ServiceLevel[], cycles: readonly number[]): PlanTask[] {
  const tasks = new Map<string, PlanTask>()
  for (const task of levelsDue(levels, cycles).flatMap((level) => level.tasks)) {
    const key = sameTask(task.text) || task.text
    const known = tasks.get(key)
    tasks.set(key, known ? { text: known.text, hours: Math.max(known.hours, task.hours) } : task)
  }
  return [...tasks.values()]
}

/**
 * The parts of all levels that are due, each once: in its largest quantity where levels share it. As with tasks, a level
 * that repeats a smaller one's work repeats its parts, and the work is done once; a level that needs more of a part than
 * the smaller ones states the whole of it.
 */
export function partsDue(levels: readonly ServiceLevel[], cycles: readonly number[]): PlanPart[] {
  const parts = new Map<string, PlanPart>()
  for (const part of levelsDue(levels, cycles).flatMap((level) => level.parts)) {
    const known = parts.get(part.partId)
    if (!known || part.quantity > known.quantity) parts.set(part.partId, part)
  }
  return [...parts.values()]
}

/** Every part that any of the levels takes. */
export function partIdsOf(levels: readonly ServiceLevel[]): string[] {
  return [...new Set(levels.flatMap((level) => level.parts.map(({ partId }) => partId)))]
}

export function hoursOf(tasks: readonly PlanTask[]): number {
  return Math.round(tasks.reduce((sum, task) => sum + task.hours, 0) * 100) / 100
}

type LevelRefusal = Refusal<'PLAN_LEVEL_TWICE' | 'PLAN_NO_BASE' | 'PLAN_PART_TWICE'>

/** Every turn must have something to do, no two levels the same multiple, and no level the same part twice. */
export function checkLevels(levels: readonly ServiceLevel[]): LevelRefusal | null {
  const multiples = new Set(levels.map(({ multiple }) => multiple))
  if (multiples.size < levels.length) return refuse('PLAN_LEVEL_TWICE')
  if (levels.some(({ parts }) => new Set(parts.map(({ partId }) => partId)).size < parts.length)) {
    return refuse('PLAN_PART_TWICE')
  }
  return multiples.has(1) ? null : refuse('PLAN_NO_BASE')
}
