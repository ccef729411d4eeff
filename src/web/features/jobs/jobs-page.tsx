import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { civilDate } from '../../../contract/common.ts'
import { jobQuery, jobStates } from '../../../contract/jobs.ts'
import { query } from '../../app/api/client.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { asInstants } from '../../ui/list/day-range.ts'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Paged } from '../../ui/list/paged.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { JobRow } from './job-row.tsx'
import { JobTabs } from './job-tabs.tsx'
import { QueueTable } from './queue-table.tsx'

const jobFilter = jobQuery
  .omit({ cursor: true, limit: true })
  .extend({ from: civilDate.optional(), to: civilDate.optional() })
type Filter = Partial<z.input<typeof jobFilter>>

/** What waits, what runs, and how everything ended. */
export function JobsPage() {
  const { t } = useTranslation(['jobs', 'shell'])
  const { filter, setFilter } = useUrlFilter(jobFilter)
  const queues = query.useQuery('get', '/jobs/queues', {}, { refetchInterval: 5000 })
  const jobs = useInfinite('/jobs', { ...asInstants(filter), limit: 50 })
  const fields: readonly FilterField<Filter>[] = [
    { kind: 'dates', from: 'from', to: 'to', label: t('created') },
    {
      kind: 'option',
      name: 'state',
      label: t('stateLabel'),
      options: jobStates.map((value) => ({ value, label: t(`state.${value}`) })),
    },
    {
      kind: 'option',
      name: 'queue',
      label: t('queue'),
      options: (queues.data?.items ?? [])
        .map(({ name }) => ({ value: name, label: name }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    },
  ]
  return (
    <Page title={t('title')} lead={t('lead')} breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}>
      <JobTabs />
      <Loaded query={queues} skeleton={<SkeletonRows rows={3} />}>
        {({ items }) => <QueueTable queues={items} />}
      </Loaded>
      <h2 className="mt-4 text-lg font-semibold">{t('history')}</h2>
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <Paged list={jobs} empty={<EmptyState icon="search">{t('nothing')}</EmptyState>}>
        {(items) => (
          <ol className="card divide-y divide-separator" aria-label={t('history')}>
            {items.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ol>
        )}
      </Paged>
    </Page>
  )
}
