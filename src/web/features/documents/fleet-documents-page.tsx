import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { fleetDocumentQuery } from '../../../contract/documents.ts'
import { lights } from '../../../domain/readiness.ts'
import { query } from '../../app/api/client.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { Icon } from '../../ui/icon.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useSiteOptions, useTypeOptions } from '../fleet/master-data.ts'
import type { FleetDocumentItem } from './schema.ts'
import { LightBadge, lightLooks } from './state-badges.tsx'

const fleetFilter = fleetDocumentQuery.omit({ cursor: true, limit: true })
type Filter = Partial<(typeof fleetFilter)['_input']>

/** The fleet's traffic light: which unit may work by its papers, most urgent first. */
export function FleetDocumentsPage() {
  const { t } = useTranslation('documents')
  const { filter, setFilter } = useUrlFilter(fleetFilter)
  const units = useInfinite('/documents/fleet', { ...filter, limit: 50 })
  const sites = useSiteOptions()
  const types = useTypeOptions()
  const kinds = query.useQuery('get', '/document-types', { params: { query: { subject: 'ASSET' } } })
  const columns = useColumns()
  const fields: readonly FilterField<Filter>[] = useMemo(
    () => [
      { kind: 'search', name: 'q', label: t('fleet.search') },
      {
        kind: 'options',
        name: 'light',
        label: t('field.light'),
        options: lights.map((value) => ({ value, label: t(`light.${value}`) })),
      },
      { kind: 'option', name: 'siteId', label: t('field.site'), options: sites },
      { kind: 'options', name: 'typeId', label: t('field.unitType'), options: types },
      {
        kind: 'option',
        name: 'documentTypeId',
        label: t('field.type'),
        options: (kinds.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      },
    ],
    [t, sites, types, kinds.data],
  )
  return (
    <Page title={t('fleet.title')} fill>
      <Totals filter={filter} />
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <DataTable
        label={t('fleet.title')}
        name="fleet-documents"
        query={units}
        columns={columns}
        rowHref={({ id }) => `/assets/${id}?tab=files`}
        empty={
          <EmptyState icon={Object.keys(filter).length > 0 ? 'search' : 'fleet'}>
            {t(Object.keys(filter).length > 0 ? 'fleet.nothing' : 'fleet.empty')}
          </EmptyState>
        }
      />
    </Page>
  )
}

const tones = {
  danger: 'text-danger-soft-foreground',
  warning: 'text-warning-soft-foreground',
  success: 'text-success-soft-foreground',
  neutral: 'text-muted',
} as const

/** How many units have each light, whatever light is asked for. */
function Totals({ filter }: { filter: Filter }) {
  const { t } = useTranslation('documents')
  const { light: _, ...others } = filter
  const { data } = query.useQuery('get', '/documents/fleet', { params: { query: { ...others, limit: 1 } } })
  return (
    <dl className="mb-3 grid grid-cols-2 gap-2 sm:grid-cols-4">
      {lights.map((light) => {
        const [tone, icon] = lightLooks[light]
        return (
          <div key={light} className="card px-3 py-2">
            <dt className={`flex items-center gap-1.5 text-xs font-medium ${tones[tone]}`}>
              <Icon name={icon} size={14} />
              {t(`light.${light}`)}
            </dt>
            <dd className="text-xl font-semibold tabular-nums">{data ? data.totals[light] : '—'}</dd>
          </div>
        )
      })}
    </dl>
  )
}

function useColumns(): readonly Column<FleetDocumentItem>[] {
  const { t } = useTranslation('documents')
  const format = useFormat()
  return useMemo(() => {
    const attention = ({ documents, missing }: FleetDocumentItem) => [
      ...documents
        .filter(({ state }) => state !== 'VALID')
        .map(({ name, state, expiresOn }) =>
          t(state === 'EXPIRED' ? 'fleet.expired' : 'fleet.expiring', { name, date: format.date(expiresOn!) }),
        ),
      ...missing.map((name) => t('fleet.missing', { name })),
    ]
    return [
      { id: 'unit', header: t('field.unit'), cell: ({ code, name }) => `${code} · ${name}` },
      {
        id: 'light',
        header: t('field.light'),
        cell: ({ light }) => <LightBadge light={light} />,
        width: '11rem',
        card: 'mark',
      },
      {
        id: 'attention',
        header: t('field.attention'),
        cell: (unit) => attention(unit).join(' · '),
        width: '36%',
        card: 'lead',
      },
      {
        id: 'next',
        header: t('field.nextExpiry'),
        cell: ({ nextExpiry }) => (nextExpiry ? format.date(nextExpiry) : ''),
        width: '9rem',
        card: 'none',
      },
      { id: 'site', header: t('field.site'), cell: ({ site }) => site.name, width: '10rem', card: 'meta' },
      { id: 'type', header: t('field.unitType'), cell: ({ type }) => type.name, hidden: true, card: 'none' },
    ]
  }, [t, format])
}
