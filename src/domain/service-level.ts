import { type Refusal, refuse } from './refusal.ts'

export type PlanTask = { readonly text: string; readonly hours: number }

/** What is done at every nth turn of a plan: with 250 h, multiple 4 is the service of 1,000 h. */
export type ServiceLevel = {
  readonly name: string
  readonly multiple: number
  readonly tasks: readonly PlanTask[]
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

export function hoursOf(tasks: readonly PlanTask[]): number {
  return Math.round(tasks.reduce((sum, task) => sum + task.hours, 0) * 100) / 100
}

/** Every turn must have something to do, and no two levels the same multiple. */
export function checkLevels(levels: readonly ServiceLevel[]): Refusal<'PLAN_LEVEL_TWICE' | 'PLAN_NO_BASE'> | null {
  const multiples = new Set(levels.map(({ multiple }) => multiple))
  if (multiples.size < levels.length) return refuse('PLAN_LEVEL_TWICE')
  return multiples.has(1) ? null : refuse('PLAN_NO_BASE')
}
