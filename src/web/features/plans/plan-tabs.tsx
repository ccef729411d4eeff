import { useTranslation } from 'react-i18next'
import { Tabs } from '../../ui/tabs.tsx'

/** The three ways to look at preventive work. */
export function PlanTabs() {
  const { t } = useTranslation('plans')
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { label: t('tab.plans'), href: '/plans' },
        { label: t('tab.calendar'), href: '/plans/calendar' },
        { label: t('tab.forecast'), href: '/plans/forecast' },
      ]}
    />
  )
}
