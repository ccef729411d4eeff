import { useTranslation } from 'react-i18next'
import { config } from '../../app/config.ts'
import { civilToday } from '../../ui/form/civil-time.ts'
import { MenuButton } from '../../ui/menu.tsx'
import { useDownload } from '../../ui/use-download.ts'
import { filterText, useOrdersSearch } from './orders-search.ts'

/** What the filter shows, as a file. */
export function ExportMenu() {
  const { t } = useTranslation('workOrders')
  const { filter } = useOrdersSearch()
  const { download } = useDownload()
  const save = (format: 'csv' | 'xlsx') => () =>
    void download(
      `/work-orders/export.${format}?${filterText(filter)}`,
      `${t('export.file')}-${civilToday(config.timeZone)}.${format}`,
    )
  return (
    <MenuButton
      label={t('export.title')}
      icon="download"
      items={[
        { label: t('export.xlsx'), onSelect: save('xlsx') },
        { label: t('export.csv'), onSelect: save('csv') },
      ]}
    />
  )
}
