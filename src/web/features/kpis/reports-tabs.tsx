import { useTranslation } from 'react-i18next'
import { Tabs } from '../../ui/tabs.tsx'

/** Figures, what is kept of them, and what they are measured against. */
export function ReportsTabs() {
  const { t } = useTranslation('kpis')
  return (
    <Tabs
      label={t('reports.tabs')}
      tabs={[
        { label: t('reports.title'), href: '/reports' },
        { label: t('reports.saved'), href: '/saved-reports' },
        { label: t('reports.budgets'), href: '/budgets' },
      ]}
    />
  )
}
