import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { proposalQuery, proposalStatuses } from '../../../contract/reliability.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { type FilterOf, useUrlFilter } from '../../app/url-filter.ts'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Paged } from '../../ui/list/paged.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
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
  return (
    <Page title={t('proposals.title')} lead={t('proposals.lead')} tabs={<ReliabilityTabs />}>
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <Paged list={proposals} rows={4} empty={<EmptyState icon="calendar">{t('proposals.empty')}</EmptyState>}>
        {(items) => (
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
            {items.map((proposal) => (
              <li key={proposal.id} className="card p-4">
                <ProposalCard proposal={proposal} />
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  )
}
