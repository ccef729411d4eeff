import { useTranslation } from 'react-i18next'
import { Tabs } from '../../ui/tabs.tsx'

/** What runs by the clock, and what became of every job. */
export function JobTabs() {
  const { t } = useTranslation('jobs')
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { label: t('schedules'), href: '/admin/schedules' },
        { label: t('jobs'), href: '/admin/jobs' },
      ]}
    />
  )
}
