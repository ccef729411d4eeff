import { intervalDays } from '../../../domain/maintenance-plan.ts'
import type { Study } from './schema.ts'

export type StudiedPlan = Study['plans'][number]

/** What the plan has now, in the measure of the study. */
export function currentInterval({ measure, plan }: { measure: Study['measure']; plan: StudiedPlan }) {
  return measure === 'DAYS'
    ? { every: plan.calendar?.every ?? 0, unit: plan.calendar?.unit ?? ('day' as const) }
    : { every: plan.meter?.every ?? 0, unit: plan.meter?.kind ?? ('HOURS' as const) }
}

/** The optimum as a workshop would write it: two significant digits of a meter, whole units of the calendar. */
export function suggestedInterval(optimum: number, measure: Study['measure'], plan: StudiedPlan): number {
  if (measure !== 'DAYS') {
    const step = 10 ** Math.max(0, Math.floor(Math.log10(optimum)) - 1)
    return Math.max(1, Math.round(optimum / step) * step)
  }
  return Math.max(1, Math.round(optimum / intervalDays({ every: 1, unit: plan.calendar?.unit ?? 'day' })))
}
