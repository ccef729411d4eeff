import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { OperatorDashboard } from './operator-dashboard.tsx'
import { PlannerDashboard } from './planner-dashboard.tsx'

/** The first page: what is down, late and costly for who plans; the own orders for who does them. */
export function DashboardPage() {
  const { t } = useTranslation('kpis')
  const dashboard = query.useQuery('get', '/dashboard', {}, { refetchInterval: 60_000 })
  return (
    <Page title={t('dashboard.title')}>
      <Loaded query={dashboard} skeleton={<DashboardSkeleton />}>
        {(data) => (data.kind === 'PLANNER' ? <PlannerDashboard data={data} /> : <OperatorDashboard data={data} />)}
      </Loaded>
    </Page>
  )
}

function DashboardSkeleton() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-64 w-full" />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        <Skeleton className="h-32" />
        <Skeleton className="h-32" />
        <Skeleton className="h-32" />
      </div>
    </div>
  )
}
