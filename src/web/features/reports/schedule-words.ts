import { useTranslation } from 'react-i18next'
import type { SavedReport } from './schema.ts'

type Schedule = NonNullable<SavedReport['schedule']>

/** `lunes a las 08:00`. */
export function useScheduleWords() {
  const { t } = useTranslation('savedReports')
  return {
    timing: ({ frequency, weekday, day, time }: Pick<Schedule, 'frequency' | 'weekday' | 'day' | 'time'>): string => {
      if (frequency === 'WEEKLY') return t('timing.WEEKLY', { weekday: t(`weekday.${(weekday ?? 1) as 1}`), time })
      if (frequency === 'MONTHLY') return t('timing.MONTHLY', { day, time })
      return t('timing.DAILY', { time })
    },
  }
}
