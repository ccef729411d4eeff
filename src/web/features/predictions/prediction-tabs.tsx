import { useTranslation } from 'react-i18next'
import { Tabs } from '../../ui/tabs.tsx'

/** What will fail, how far that can be believed, where it comes from, and how much of it one can attend to. */
export function PredictionTabs() {
  const { t } = useTranslation('predictions')
  return (
    <Tabs
      label={t('tabs')}
      tabs={[
        { label: t('tab.ranking'), href: '/predictions' },
        { label: t('tab.accuracy'), href: '/predictions/accuracy' },
        { label: t('tab.budget'), href: '/predictions/budget' },
        { label: t('tab.models'), href: '/predictions/models' },
      ]}
    />
  )
}
