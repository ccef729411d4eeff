import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { planQuery, planStates } from '../../../contract/plans.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useCan } from '../../app/session/session.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useTypeOptions } from '../fleet/master-data.ts'
import { PlanTabs } from './plan-tabs.tsx'
import { useRuleWords } from './rule-words.ts'
import type { PlanItem } from './schema.ts'

const planFilter = planQuery.omit({ cursor: true, limit: true })
type Filter = Partial<(typeof planFilter)['_input']>

export function PlansPage() {
  const { t } = useTranslation('plans')
  const may = useCan()
  const { filter, setFilter } = useUrlFilter(planFilter)
  const plans = useInfinite('/plans', { ...filter, limit: 50 })
  const columns = useColumns()
  const types = useTypeOptions()
  const fields: readonly FilterField<Filter>[] = useMemo(
    () => [
      { kind: 'search', name: 'q', label: t('list.search') },
      {
        kind: 'option',
        name: 'state',
        label: t('field.state'),
        options: planStates.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      { kind: 'option', name: 'typeId', label: t('field.type'), options: types },
    ],
    [t, types],
  )
  const add = may('plan.manage') && (
    <LinkButton href="/plans/new" variant="primary" icon="plus">
      {t('list.add')}
    </LinkButton>
  )
  return (
    <Page title={t('title')} actions={add} tabs={<PlanTabs />} fill>
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <DataTable
        label={t('tab.plans')}
        name="plans"
        query={plans}
        columns={columns}
        rowHref={({ id }) => `/plans/${id}`}
        empty={
          Object.keys(filter).length > 0 ? (
            <EmptyState icon="search">{t('list.nothing')}</EmptyState>
          ) : (
            <EmptyState icon="calendar" action={add}>
              {t('list.empty')}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}

export function PlanStateBadge({ plan }: { plan: Pick<PlanItem, 'pausedAt' | 'archivedAt'> }) {
  const { t } = useTranslation('plans')
  if (plan.archivedAt) {
    return (
      <Badge tone="neutral" icon="archive">
        {t('state.ARCHIVED')}
      </Badge>
    )
  }
  return plan.pausedAt ? (
    <Badge tone="warning" icon="pause">
      {t('state.PAUSED')}
    </Badge>
  ) : (
    <Badge tone="success" icon="play">
      {t('state.ACTIVE')}
    </Badge>
  )
}

function useColumns(): readonly Column<PlanItem>[] {
  const { t } = useTranslation('plans')
  const words = useRuleWords()
  return useMemo(
    () => [
      { id: 'name', header: t('field.name'), cell: ({ name }) => name },
      {
        id: 'state',
        header: t('field.state'),
        cell: (plan) => <PlanStateBadge plan={plan} />,
        width: '7.5rem',
        card: 'mark',
      },
      { id: 'target', header: t('field.target'), cell: (plan) => targetText(plan), card: 'lead' },
      { id: 'rule', header: t('field.rule'), cell: (plan) => words.rule(plan), card: 'meta' },
      {
        id: 'mode',
        header: t('field.mode'),
        cell: ({ mode }) => t(`mode.${mode}`),
        width: '7rem',
        hidden: true,
        card: 'meta',
      },
      {
        id: 'units',
        header: t('field.units'),
        cell: ({ units }) => units,
        numeric: true,
        width: '5.5rem',
        card: 'none',
      },
      {
        id: 'open',
        header: t('field.openOrders'),
        cell: ({ openOrders, overdueOrders }) => (
          <>
            {openOrders}
            {overdueOrders > 0 && (
              <span className="ms-2 text-danger-soft-foreground">{t('list.overdue', { count: overdueOrders })}</span>
            )}
          </>
        ),
        numeric: true,
        width: '9rem',
        card: 'meta',
      },
    ],
    [t, words],
  )
}

export function targetText({ asset, type, site }: Pick<PlanItem, 'asset' | 'type' | 'site'>): string {
  if (asset) return `${asset.code} · ${asset.name}`
  return [type?.name, site?.name].filter(Boolean).join(' · ')
}
