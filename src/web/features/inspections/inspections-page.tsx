import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inspectionQuery } from '../../../contract/inspections.ts'
import { verdicts } from '../../../domain/checklist.ts'
import { query } from '../../app/api/client.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan, useMe } from '../../app/session/session.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { AppLink, LinkButton } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { assetLookup } from '../fleet/asset-lookup.ts'
import { useSiteOptions } from '../fleet/master-data.ts'
import { type Draft, draftsOf } from './execute/draft-store.ts'
import type { InspectionItem } from './schema.ts'
import { VerdictBadges } from './verdict-badges.tsx'

const filterSchema = inspectionQuery.omit({ cursor: true, limit: true, inspectorId: true })
type Filter = Partial<(typeof filterSchema)['_input']>

export function InspectionsPage() {
  const { t } = useTranslation('inspections')
  const may = useCan()
  const { filter, setFilter } = useUrlFilter(filterSchema)
  const inspections = useInfinite('/inspections', { ...filter, limit: 50 } as never)
  const columns = useColumns()
  const fields = useFields()
  const begin = (
    <LinkButton href="/inspections/new" variant="primary" icon="inspections">
      {t('new.action')}
    </LinkButton>
  )
  return (
    <Page
      title={t('title')}
      actions={
        <>
          {may('checklist.manage') && (
            <LinkButton href="/inspections/checklists" icon="list">
              {t('checklists.title')}
            </LinkButton>
          )}
          {begin}
        </>
      }
      fill
    >
      <Drafts />
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <DataTable
        label={t('title')}
        name="inspections"
        query={inspections}
        columns={columns}
        rowHref={({ id }) => `/inspections/${id}`}
        empty={
          Object.keys(filter).length > 0 ? (
            <EmptyState icon="search">{t('list.nothing')}</EmptyState>
          ) : (
            <EmptyState icon="inspections" action={begin}>
              {t('list.empty')}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}

/** Inspections that are still on this device and nowhere else. */
function Drafts() {
  const { t } = useTranslation('inspections')
  const format = useFormat()
  const { id } = useMe()
  const [drafts, setDrafts] = useState<Draft[]>([])
  useEffect(() => {
    void draftsOf(id).then((found) => setDrafts(found.filter(({ answers }) => answers.length > 0)))
  }, [id])
  if (drafts.length === 0) return null
  return (
    <Notice tone="warning">
      <p className="font-medium">{t('draft.unsent', { count: drafts.length })}</p>
      <ul>
        {drafts.map(({ key, asset, startedAt }) => (
          <li key={key}>
            <AppLink href={`/inspections/new?assetId=${asset.id}`} className="inline-block py-1 underline">
              {t('draft.goOn', { code: asset.code, when: format.dateTime(startedAt) })}
            </AppLink>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function useColumns(): readonly Column<InspectionItem>[] {
  const { t } = useTranslation('inspections')
  const format = useFormat()
  return useMemo(
    () => [
      { id: 'number', header: t('field.number'), cell: (row) => row.number, width: '10.5rem' },
      {
        id: 'asset',
        header: t('field.unit'),
        cell: (row) => `${row.asset.code} · ${row.asset.name}`,
        card: 'lead',
      },
      {
        id: 'verdict',
        header: t('field.verdict'),
        cell: (row) => <VerdictBadges verdict={row.verdict} cleared={row.cleared} />,
        width: '11.5rem',
        card: 'mark',
      },
      {
        id: 'score',
        header: t('field.score'),
        cell: (row) => format.percent(row.score / 100),
        numeric: true,
        width: '5.5rem',
        card: 'meta',
      },
      {
        id: 'failures',
        header: t('field.failures'),
        cell: (row) => format.number(row.failures),
        numeric: true,
        width: '5rem',
        card: 'none',
      },
      {
        id: 'finishedAt',
        header: t('field.finishedAt'),
        cell: (row) => format.dateTime(row.finishedAt),
        width: '10rem',
        card: 'meta',
      },
      {
        id: 'inspector',
        header: t('field.inspector'),
        cell: (row) => row.inspector.name,
        width: '9rem',
        card: 'meta',
      },
      { id: 'site', header: t('field.site'), cell: (row) => row.site.name, width: '9rem', hidden: true, card: 'none' },
      {
        id: 'notes',
        header: t('field.marks'),
        cell: (row) =>
          row.hurried || row.correctedBy ? (
            <>
              {row.hurried && (
                <Badge tone="warning" icon="clock">
                  {t('hints.short')}
                </Badge>
              )}
              {row.correctedBy && <Badge icon="edit">{t('correctedBy', { number: row.correctedBy.number })}</Badge>}
            </>
          ) : null,
        width: '8rem',
        card: 'meta',
      },
    ],
    [t, format],
  )
}

function useFields(): readonly FilterField<Filter>[] {
  const { t } = useTranslation('inspections')
  const sites = useSiteOptions()
  const { data } = query.useQuery('get', '/checklists', {}, { staleTime: 5 * 60_000 })
  return useMemo(
    () => [
      { kind: 'lookup', name: 'assetId', label: t('field.unit'), lookup: assetLookup },
      {
        kind: 'option',
        name: 'verdict',
        label: t('field.verdict'),
        options: verdicts.map((value) => ({ value, label: t(`verdict.${value}`) })),
      },
      {
        kind: 'option',
        name: 'cleared',
        label: t('filter.cleared'),
        options: [
          { value: 'true', label: t('cleared') },
          { value: 'false', label: t('notCleared') },
        ],
      },
      {
        kind: 'option',
        name: 'checklistId',
        label: t('field.checklist'),
        options: (data?.items ?? []).map(({ id, code }) => ({ value: id, label: code })),
      },
      { kind: 'option', name: 'siteId', label: t('field.site'), options: sites },
      { kind: 'dates', from: 'from', to: 'to', label: t('field.finishedAt') },
      { kind: 'flag', name: 'superseded', label: t('filter.superseded') },
    ],
    [t, sites, data],
  )
}
