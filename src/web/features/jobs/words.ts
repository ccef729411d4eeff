import { useTranslation } from 'react-i18next'
import type { JobState } from '../../../contract/jobs.ts'
import { useFormat } from '../../app/i18n/format.ts'

export const jobLooks = {
  WAITING: { tone: 'neutral', icon: 'clock' },
  RETRYING: { tone: 'warning', icon: 'undo' },
  RUNNING: { tone: 'info', icon: 'play' },
  DONE: { tone: 'success', icon: 'done' },
  DEAD: { tone: 'danger', icon: 'warning' },
  CANCELLED: { tone: 'neutral', icon: 'cancelled' },
} as const satisfies Record<JobState, object>

/** What a schedule is for, in words; one the catalogue does not know goes by its name. */
export function useScheduleName() {
  const { t, i18n } = useTranslation('jobs')
  return (name: string) => {
    const key = `name.${name}`
    return i18n.exists(`jobs:${key}`) ? t(key as 'name.kpi.refresh') : name
  }
}

/** How long something took: milliseconds while they count, then seconds, then minutes. */
export function useTook() {
  const format = useFormat()
  return (seconds: number) =>
    seconds < 1
      ? `${format.number(seconds * 1000)} ms`
      : seconds < 120
        ? `${format.number(seconds, 1)} s`
        : `${format.number(seconds / 60, 1)} min`
}
