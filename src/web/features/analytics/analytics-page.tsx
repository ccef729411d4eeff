import { useTranslation } from 'react-i18next'
import { analyticsQuery } from '../../../contract/analytics.ts'
import { query } from '../../app/api/client.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { Errors } from './errors.tsx'
import { Speed } from './speed.tsx'
import { Views } from './views.tsx'

/** How the app is used, how fast it is, and what fails in it. */
export function AnalyticsPage() {
  const { t } = useTranslation(['analytics', 'shell'])
  const { filter, setFilter } = useUrlFilter(analyticsQuery)
  const summary = query.useQuery('get', '/analytics', { params: { query: filter } })
  return (
    <Page title={t('title')} lead={t('lead')} breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}>
      <FilterBar
        fields={[{ kind: 'dates', from: 'from', to: 'to', label: t('period') }]}
        value={filter}
        onChange={setFilter}
      />
      <Loaded query={summary} skeleton={<SkeletonRows />}>
        {(found) => (
          <>
            {!found.enabled && <Notice tone="info">{t('off')}</Notice>}
            {found.pages.length === 0 ? (
              <EmptyState icon="reports">{t('nothing')}</EmptyState>
            ) : (
              <Views summary={found} />
            )}
            <Speed summary={found} />
          </>
        )}
      </Loaded>
      <Errors filter={filter} />
    </Page>
  )
}
