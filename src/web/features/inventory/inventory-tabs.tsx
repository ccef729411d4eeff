import { useTranslation } from 'react-i18next'
import { useCan } from '../../app/session/session.ts'
import { Tabs } from '../../ui/tabs.tsx'

/** The rooms of the warehouse; whoever only takes parts from it sees no doors. */
export function InventoryTabs() {
  const { t } = useTranslation('inventory')
  const may = useCan()
  if (!may('stock.read')) return null
  return (
    <Tabs
      label={t('tab.label')}
      tabs={[
        { label: t('tab.parts'), href: '/inventory' },
        { label: t('tab.purchases'), href: '/inventory/purchases' },
        { label: t('tab.counts'), href: '/inventory/counts' },
        { label: t('tab.analysis'), href: '/inventory/analysis' },
        { label: t('tab.suppliers'), href: '/inventory/suppliers' },
      ]}
    />
  )
}
