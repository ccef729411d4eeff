import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import type { components } from '../../app/api-schema.d.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { useQuantity } from './quantity.ts'
import type { Part } from './schema.ts'

type Consumption = components['schemas']['PartConsumption']
type Suggestion = Consumption['suggestions'][number]

/** Where a part was used in the last twelve months, and what that asks to keep. */
export function UseTab({ part }: { part: Part }) {
  const consumption = query.useQuery('get', '/parts/{id}/consumption', { params: { path: { id: part.id } } })
  return (
    <Loaded query={consumption} skeleton={<SkeletonRows />}>
      {(found) => (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <Reorder part={part} consumption={found} />
            <Units part={part} units={found.units} />
          </div>
          <Months part={part} months={found.months} />
        </div>
      )}
    </Loaded>
  )
}

function Reorder({ part, consumption }: { part: Part; consumption: Consumption }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  if (consumption.suggestions.length === 0) return null
  return (
    <Section title={t('use.reorder')} padded={false}>
      <p className="px-4 pt-3 text-sm text-muted">
        {t('use.reorderHow', { service: format.percent(consumption.service, 0) })}
      </p>
      <ul className="divide-y divide-separator">
        {consumption.suggestions.map((suggestion) => (
          <SuggestionRow key={suggestion.site.id} part={part} suggestion={suggestion} />
        ))}
      </ul>
    </Section>
  )
}

function SuggestionRow({ part, suggestion }: { part: Part; suggestion: Suggestion }) {
  const { t } = useTranslation('inventory')
  const manage = useCan()('part.manage') && part.archivedAt === null
  const quantity = useQuantity()
  const say = useSayProblem()
  const send = useSend('put', '/parts/{id}/levels/{siteId}', { onSuccess: () => toast(t('level.saved')) })
  const { site, reorderPoint, refusal, expected, current } = suggestion
  const level = part.levels.find((one) => one.site.id === site.id)
  const use = () =>
    level &&
    reorderPoint !== null &&
    send.mutate(
      {
        params: { path: { id: part.id, siteId: site.id } },
        body: { bin: level.bin, minStock: level.minStock, reorderPoint },
      },
      { onError: say },
    )
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium">{site.name}</p>
        <p className="text-sm text-muted">
          {refusal
            ? t(`use.refusal.${refusal}`)
            : t('use.suggestion', {
                reorder: quantity(reorderPoint ?? 0, part.unit),
                expected: quantity(Math.round((expected ?? 0) * 10) / 10, part.unit),
                current: quantity(current, part.unit),
              })}
        </p>
      </div>
      {manage && level && reorderPoint !== null && reorderPoint !== current && (
        <Button size="sm" pending={send.isPending} onClick={use}>
          {t('use.apply', { quantity: quantity(reorderPoint, part.unit) })}
        </Button>
      )}
    </li>
  )
}

function Units({ part, units }: { part: Part; units: Consumption['units'] }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const quantity = useQuantity()
  return (
    <Section title={t('use.units')} padded={false}>
      {units.length === 0 ? (
        <EmptyState icon="fleet">{t('use.none')}</EmptyState>
      ) : (
        <SimpleTable
          label={t('use.units')}
          rows={units}
          rowKey={({ asset }) => asset.id}
          rowHref={({ asset }) => `/assets/${asset.id}`}
          columns={[
            { id: 'asset', header: t('field.asset'), cell: ({ asset }) => `${asset.code} · ${asset.name}` },
            {
              id: 'quantity',
              header: t('field.quantity'),
              cell: (row) => quantity(row.quantity, part.unit),
              numeric: true,
            },
            { id: 'value', header: t('field.value'), cell: (row) => format.money(row.value), numeric: true },
            { id: 'lastAt', header: t('field.lastUse'), cell: (row) => format.date(row.lastAt), numeric: true },
          ]}
        />
      )}
    </Section>
  )
}

function Months({ part, months }: { part: Part; months: Consumption['months'] }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const quantity = useQuantity()
  const most = Math.max(1, ...months.map((month) => month.quantity))
  return (
    <Section title={t('use.months')} padded={false}>
      <SimpleTable
        label={t('use.months')}
        rows={months.toReversed()}
        rowKey={({ month }) => month}
        columns={[
          { id: 'month', header: t('field.month'), cell: ({ month }) => <span className="tabular-nums">{month}</span> },
          {
            id: 'bar',
            header: t('use.bar'),
            quiet: true,
            width: '35%',
            cell: (row) => (
              <span
                aria-hidden="true"
                className="block h-3 rounded-sm bg-accent"
                style={{ width: `${(Math.max(0, row.quantity) / most) * 100}%` }}
              />
            ),
          },
          {
            id: 'quantity',
            header: t('field.quantity'),
            cell: (row) => quantity(row.quantity, part.unit),
            numeric: true,
          },
          { id: 'value', header: t('field.value'), cell: (row) => format.money(row.value), numeric: true },
        ]}
      />
    </Section>
  )
}
