import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/app-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useOrdersSearch } from './orders-search.ts'

/** Nothing matches, or nothing is there yet. */
export function NoOrders() {
  const { t } = useTranslation('workOrders')
  const { filter } = useOrdersSearch()
  const narrowed = Object.keys(filter).some((name) => name !== 'sort')
  if (narrowed) return <EmptyState icon="search">{t('list.nothing')}</EmptyState>
  return (
    <EmptyState
      icon="orders"
      action={
        <LinkButton href="/work-orders/new" variant="primary" icon="plus">
          {t('list.add')}
        </LinkButton>
      }
    >
      {t('list.empty')}
    </EmptyState>
  )
}
