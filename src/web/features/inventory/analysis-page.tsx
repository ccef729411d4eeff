import { useTranslation } from 'react-i18next'
import { stockAnalysisQuery } from '../../../contract/stock-analysis.ts'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { Badge } from '../../ui/badge.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { InventoryTabs } from './inventory-tabs.tsx'
import { useSiteOptions } from './lookups.ts'
import { useQuantity } from './quantity.ts'
import type { StockAnalysisItem } from './schema.ts'

/** What carries the money, how evenly it is used, and what only lies. */
export function AnalysisPage() {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const sites = useSiteOptions()
  const { filter, setFilter } = useUrlFilter(stockAnalysisQuery)
  const analysis = query.useQuery('get', '/stock-analysis', { params: { query: filter } })
  return (
    <Page title={t('analysis.title')} lead={t('analysis.lead')} tabs={<InventoryTabs />}>
      <FilterBar
        fields={[
          { kind: 'option', name: 'siteId', label: t('field.site'), options: sites },
          { kind: 'flag', name: 'dead', label: t('analysis.onlyDead') },
        ]}
        value={filter}
        onChange={setFilter}
      />
      <Loaded query={analysis} skeleton={<SkeletonRows />}>
        {({ items, totals, from }) => (
          <>
            <Section title={t('analysis.totals', { from: format.date(from) })}>
              <Facts
                facts={[
                  [t('analysis.stockValue'), format.money(totals.value)],
                  [t('analysis.deadValue'), format.money(totals.deadValue)],
                  [t('analysis.consumed'), format.money(totals.consumedValue)],
                  [t('analysis.parts'), format.number(totals.parts)],
                ]}
              />
            </Section>
            <Section title={t('analysis.byPart')} padded={false}>
              {items.length === 0 ? (
                <EmptyState icon="parts">{t('analysis.empty')}</EmptyState>
              ) : (
                <Classes items={items} />
              )}
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Classes({ items }: { items: StockAnalysisItem[] }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const quantity = useQuantity()
  return (
    <SimpleTable
      label={t('analysis.byPart')}
      rows={items}
      rowKey={({ part }) => part.id}
      rowHref={({ part }) => `/inventory/${part.id}?tab=use`}
      columns={[
        { id: 'part', header: t('field.part'), cell: ({ part }) => `${part.number} · ${part.description}` },
        {
          id: 'abc',
          header: t('analysis.abc'),
          width: '7rem',
          cell: ({ abc }) => `${abc} · ${t(`abc.${abc}`)}`,
        },
        {
          id: 'xyz',
          header: t('analysis.xyz'),
          width: '9rem',
          cell: ({ xyz }) => (xyz ? `${xyz} · ${t(`xyz.${xyz}`)}` : t('xyz.none')),
        },
        {
          id: 'consumed',
          header: t('analysis.consumedQuantity'),
          cell: (row) => quantity(row.consumed, row.part.unit),
          numeric: true,
        },
        {
          id: 'consumedValue',
          header: t('analysis.consumed'),
          cell: (row) => format.money(row.consumedValue),
          numeric: true,
        },
        { id: 'onHand', header: t('field.onHand'), cell: (row) => quantity(row.onHand, row.part.unit), numeric: true },
        { id: 'value', header: t('field.value'), cell: (row) => format.money(row.value), numeric: true },
        {
          id: 'lastUsedAt',
          header: t('field.lastUse'),
          cell: (row) =>
            row.dead ? (
              <Badge tone="warning" icon="clock">
                {t('analysis.dead')}
              </Badge>
            ) : row.lastUsedAt ? (
              format.date(row.lastUsedAt)
            ) : (
              '—'
            ),
        },
      ]}
    />
  )
}
