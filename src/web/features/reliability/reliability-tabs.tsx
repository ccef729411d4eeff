import { useTranslation } from 'react-i18next'
import { Tabs } from '../../ui/tabs.tsx'

export function ReliabilityTabs() {
  const { t } = useTranslation('reliability')
  return (
    <Tabs
      label={t('title')}
      tabs={[
        { label: t('tab.studies'), href: '/reliability' },
        { label: t('tab.proposals'), href: '/reliability/proposals' },
      ]}
    />
  )
}
