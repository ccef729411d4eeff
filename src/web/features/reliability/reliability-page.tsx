import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { measures, studyQuery } from '../../../contract/reliability.ts'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { assetLookup } from '../fleet/asset-lookup.ts'
import { useTypeOptions } from '../fleet/master-data.ts'
import { useName } from '../work-orders/lookups.ts'
import { useSystemName, useSystemOptions } from '../work-orders/terms.ts'
import { ReliabilityTabs } from './reliability-tabs.tsx'
import type { StudyFilter } from './study-filter.ts'
import { StudyOf } from './study-query.tsx'

/** Reliability of a type, a system, a failure mode or a unit; with nothing chosen, what there is to look at. */
export function ReliabilityPage() {
  const { t } = useTranslation('reliability')
  const { filter, setFilter } = useUrlFilter(studyQuery) as {
    filter: StudyFilter
    setFilter: (change: StudyFilter) => void
  }
  const fields = useFields(filter)
  const chosen = filter.assetId ?? filter.typeId ?? filter.system ?? filter.modeId
  return (
    <Page title={t('title')} lead={t('lead')} tabs={<ReliabilityTabs />}>
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      {chosen ? <StudyOf filter={filter} setFilter={setFilter} /> : <Subjects />}
    </Page>
  )
}

function useFields({ typeId }: StudyFilter): readonly FilterField<StudyFilter>[] {
  const { t } = useTranslation('reliability')
  const types = useTypeOptions()
  const systems = useSystemOptions()
  const name = useName()
  const { data } = query.useQuery('get', '/failure-codes', {}, { staleTime: 300_000 })
  return useMemo(() => {
    const modes = (data?.items ?? []).filter(
      ({ kind, assetTypeId }) => kind === 'MODE' && assetTypeId === (typeId ?? null),
    )
    return [
      { kind: 'option', name: 'typeId', label: t('filter.type'), options: types },
      { kind: 'option', name: 'system', label: t('filter.system'), options: systems },
      {
        kind: 'option',
        name: 'modeId',
        label: t('filter.mode'),
        options: modes.map((mode) => ({ value: mode.id, label: name(mode) })),
      },
      { kind: 'lookup', name: 'assetId', label: t('filter.unit'), lookup: assetLookup },
      {
        kind: 'option',
        name: 'measure',
        label: t('filter.measure'),
        options: measures.map((value) => ({ value, label: t(`measure.name.${value}`) })),
      },
    ]
  }, [t, types, systems, data, typeId, name])
}

function Subjects() {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const systemName = useSystemName()
  const subjects = query.useQuery('get', '/reliability/subjects')
  return (
    <Loaded query={subjects} skeleton={<SkeletonRows />}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon="reports">{t('subjects.empty')}</EmptyState>
        ) : (
          <Section title={t('subjects.title')} padded={false}>
            <SimpleTable
              label={t('subjects.title')}
              rows={items}
              rowKey={({ type, system }) => `${type.id} ${system}`}
              rowHref={({ type, system }) => `/reliability?typeId=${type.id}${system ? `&system=${system}` : ''}`}
              columns={[
                {
                  id: 'subject',
                  header: t('subjects.subject'),
                  cell: ({ type, system }) => (system ? `${type.name} · ${systemName(system)}` : type.name),
                },
                { id: 'units', header: t('subjects.units'), numeric: true, cell: ({ units }) => format.number(units) },
                {
                  id: 'failures',
                  header: t('subjects.failures'),
                  numeric: true,
                  cell: ({ failures }) => format.number(failures),
                },
              ]}
            />
          </Section>
        )
      }
    </Loaded>
  )
}
