import { useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { StockStateBadge } from './badges.tsx'
import { EquivalentsSection } from './equivalents-section.tsx'
import { LedgerTab } from './ledger-tab.tsx'
import { LevelsSection } from './levels-section.tsx'
import { PartActions } from './part-actions.tsx'
import { useQuantity } from './quantity.ts'
import type { Part } from './schema.ts'
import { UseTab } from './use-tab.tsx'

export function PartPage() {
  const { t } = useTranslation('inventory')
  const { id = '' } = useParams({ strict: false })
  const part = query.useQuery('get', '/parts/{id}', { params: { path: { id } } })
  return (
    <RecordPage query={part} loading={t('part.loading')}>
      {(found) => <PartSheet part={found} />}
    </RecordPage>
  )
}

function PartSheet({ part }: { part: Part }) {
  const { t } = useTranslation('inventory')
  const may = useCan()
  const quantity = useQuantity()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const here = `/inventory/${part.id}`
  const lead = [
    t('part.available', { quantity: quantity(part.available, part.unit) }),
    ...(part.reserved > 0 ? [t('part.reserved', { quantity: quantity(part.reserved, part.unit) })] : []),
    ...(part.onOrder > 0 ? [t('part.onOrder', { quantity: quantity(part.onOrder, part.unit) })] : []),
  ]
  return (
    <Page
      title={`${part.number} · ${part.description}`}
      mark={<StockStateBadge state={part.state} available={part.available} />}
      lead={lead.join(' · ')}
      breadcrumbs={[{ label: t('list.title'), href: '/inventory' }]}
      actions={<PartActions part={part} />}
      tabs={
        may('stock.read') && (
          <Tabs
            label={t('part.tabs')}
            tabs={[
              { label: t('part.overview'), href: here },
              { label: t('part.ledger'), href: `${here}?tab=ledger` },
              { label: t('part.use'), href: `${here}?tab=use` },
            ]}
          />
        )
      }
    >
      {part.archivedAt && <Notice tone="warning">{t('part.archived')}</Notice>}
      {tab === 'ledger' ? <LedgerTab part={part} /> : tab === 'use' ? <UseTab part={part} /> : <Overview part={part} />}
    </Page>
  )
}

function Overview({ part }: { part: Part }) {
  return (
    <>
      <LevelsSection part={part} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <DataSection part={part} />
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <WaitingSection part={part} />
          <EquivalentsSection part={part} />
        </div>
      </div>
    </>
  )
}

function WaitingSection({ part }: { part: Part }) {
  const { t } = useTranslation('inventory')
  const quantity = useQuantity()
  if (part.waiting.length === 0) return null
  return (
    <Section title={t('part.waiting')} padded={false}>
      <ul className="divide-y divide-separator">
        {part.waiting.map((order) => (
          <li key={order.id} className="flex items-center gap-3 px-4 py-2">
            <AppLink href={`/work-orders/${order.id}`} className="link min-w-0 flex-1">
              {`${order.number} · ${order.title}`}
            </AppLink>
            <span className="tabular-nums">{quantity(order.quantity, part.unit)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function DataSection({ part }: { part: Part }) {
  const { t } = useTranslation('inventory')
  const may = useCan()
  const format = useFormat()
  const money = (value: number | null | undefined) => (value == null ? null : format.money(value))
  return (
    <Section title={t('form.data')}>
      <Facts
        facts={[
          [t('field.unit'), t(`unit.${part.unit}`)],
          [t('field.supplier'), part.supplier?.name],
          [t('field.supplierNumber'), part.supplierNumber],
          [t('field.leadTime'), part.leadTimeDays === null ? null : t('part.days', { count: part.leadTimeDays })],
          [t('field.fits'), part.assetTypes.map(({ name }) => name).join(', ') || t('part.fitsAll')],
          ...(may('stock.read')
            ? ([
                [t('field.unitCost'), money(part.unitCost)],
                [t('field.value'), money(part.value)],
              ] as const)
            : []),
          [t('field.notes'), part.notes],
        ]}
      />
    </Section>
  )
}
