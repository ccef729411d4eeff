import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { proposalQuery, proposalStatuses } from '../../../contract/reliability.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { type FilterOf, useUrlFilter } from '../../app/url-filter.ts'
import { Button } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { ProposalCard } from './proposal-card.tsx'
import { ReliabilityTabs } from './reliability-tabs.tsx'

const filterSchema = proposalQuery.omit({ cursor: true, limit: true })
type Filter = FilterOf<typeof filterSchema>

/** Proposed intervals and what became of them. */
export function ProposalsPage() {
  const { t } = useTranslation('reliability')
  const { filter, setFilter } = useUrlFilter(filterSchema)
  const proposals = useInfinite('/interval-proposals', { ...filter, limit: 20 })
  const fields: readonly FilterField<Filter>[] = useMemo(
    () => [
      {
        kind: 'option',
        name: 'status',
        label: t('proposals.status'),
        options: proposalStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
      },
    ],
    [t],
  )
  const { items, isPending, problem, retry, hasMore, fetchMore, isFetchingMore } = proposals
  return (
    <Page title={t('proposals.title')} lead={t('proposals.lead')} tabs={<ReliabilityTabs />}>
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      {isPending ? (
        <SkeletonRows rows={4} />
      ) : problem ? (
        <ErrorState error={problem} retry={retry} />
      ) : items.length === 0 ? (
        <EmptyState icon="calendar">{t('proposals.empty')}</EmptyState>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
          {items.map((proposal) => (
            <li key={proposal.id} className="card p-4">
              <ProposalCard proposal={proposal} />
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <Button pending={isFetchingMore} onClick={fetchMore}>
          {t('proposals.more')}
        </Button>
      )}
    </Page>
  )
}
