import { useTranslation } from 'react-i18next'
import type { DataOf } from '../../app/api/paths.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Chart } from '../../ui/chart/chart.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import { useQuantity } from '../inventory/quantity.ts'

type Forecast = DataOf<'get', '/plans/forecast'>
type Row = Forecast['parts'][number]

interface PartsForecastProps {
  forecast: Forecast
  monthLabel: (month: string) => string
  /** The calendar in that month. */
  address: (month: string) => string
}

/** The parts that twelve months of preventive work take: when, for how much, and which of them run out. */
export function PartsForecast({ forecast: { months, parts }, monthLabel, address }: PartsForecastProps) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const quantity = useQuantity()
  if (parts.length === 0) return null
  const seesCost = parts.some(({ cost }) => cost !== undefined)
  const withoutCost = seesCost ? parts.filter(({ cost }) => cost === null).length : 0
  const columns: Column<Row>[] = [
    {
      id: 'part',
      header: t('forecast.part'),
      cell: ({ part }) => <span className="block md:min-w-56">{`${part.number} · ${part.description}`}</span>,
    },
    {
      id: 'needed',
      header: t('forecast.needed'),
      cell: (row) => quantity(row.quantity, row.part.unit),
      numeric: true,
    },
    { id: 'free', header: t('forecast.free'), cell: (row) => quantity(row.free, row.part.unit), numeric: true },
    {
      id: 'short',
      header: t('forecast.short'),
      cell: ({ shortFrom }) =>
        shortFrom === null ? (
          <Badge tone="success" icon="done">
            {t('forecast.enough')}
          </Badge>
        ) : (
          <Badge tone="warning" icon="warning">
            {monthLabel(shortFrom)}
          </Badge>
        ),
    },
    ...(seesCost
      ? [
          {
            id: 'cost',
            header: t('forecast.cost'),
            cell: ({ cost }: Row) => (cost == null ? t('forecast.unknownCost') : format.money(cost)),
            numeric: true,
          },
        ]
      : []),
    ...months.map(({ month }, at) => ({
      id: month,
      header: monthLabel(month),
      cell: ({ quantities }: Row) => (quantities[at] ? format.number(quantities[at], 3) : ''),
      numeric: true,
    })),
  ]
  return (
    <>
      {seesCost && (
        <Section title={t('forecast.partsCost')}>
          <Chart
            kind="bars"
            label={t('forecast.partsCost')}
            dimension={t('forecast.month')}
            series={[{ key: 'cost', label: t('forecast.cost') }]}
            points={months.map(({ month, partsCost }) => ({
              key: month,
              label: monthLabel(month),
              values: { cost: partsCost ?? null },
              href: address(month),
            }))}
            format={format.money}
          />
          {withoutCost > 0 && (
            <p className="mt-2 text-sm text-muted">{t('forecast.withoutCost', { count: withoutCost })}</p>
          )}
        </Section>
      )}
      <Section title={t('forecast.parts')} padded={false}>
        <p className="px-4 pt-1 pb-2 text-sm text-muted">{t('forecast.partsText')}</p>
        <SimpleTable
          label={t('forecast.parts')}
          rows={parts}
          rowKey={({ part }) => part.id}
          rowHref={({ part }) => `/inventory/${part.id}`}
          columns={columns}
        />
      </Section>
    </>
  )
}
