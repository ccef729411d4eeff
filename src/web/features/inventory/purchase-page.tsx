import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Facts } from '../../ui/facts.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { PurchaseStatusBadge } from './badges.tsx'
import { PurchaseActions } from './purchase-actions.tsx'
import { useQuantity } from './quantity.ts'
import type { Purchase } from './schema.ts'

export function PurchasePage() {
  const { t } = useTranslation('inventory')
  const { id = '' } = useParams({ strict: false })
  const purchase = query.useQuery('get', '/purchases/{id}', { params: { path: { id } } })
  return (
    <RecordPage query={purchase} loading={t('purchase.loading')}>
      {(found) => <PurchaseSheet purchase={found} />}
    </RecordPage>
  )
}

function PurchaseSheet({ purchase }: { purchase: Purchase }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const awaits = purchase.status === 'AWAITING_APPROVAL'
  return (
    <Page
      title={purchase.number ?? purchase.requestNumber}
      mark={<PurchaseStatusBadge status={purchase.status} />}
      lead={[purchase.supplier?.name, purchase.site.name].filter(Boolean).join(' · ')}
      breadcrumbs={[
        { label: t('list.title'), href: '/inventory' },
        { label: t('purchase.title'), href: '/inventory/purchases' },
      ]}
      actions={<PurchaseActions purchase={purchase} />}
    >
      {awaits && (
        <Notice tone="warning">{t('purchase.awaits', { limit: format.money(purchase.approvalLimit) })}</Notice>
      )}
      {purchase.statusReason && <Notice tone="info">{purchase.statusReason}</Notice>}
      {purchase.late && <Notice tone="warning">{t('purchase.lateNotice')}</Notice>}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <LinesSection purchase={purchase} />
          <ReceiptsSection purchase={purchase} />
        </div>
        <DataSection purchase={purchase} />
      </div>
    </Page>
  )
}

function LinesSection({ purchase }: { purchase: Purchase }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const quantity = useQuantity()
  const priced = purchase.number !== null
  return (
    <Section title={t('purchase.lines')} padded={false}>
      <SimpleTable
        label={t('purchase.lines')}
        rows={purchase.lines}
        rowKey={({ id }) => id}
        rowHref={({ part }) => `/inventory/${part.id}`}
        columns={[
          {
            id: 'part',
            header: t('field.part'),
            cell: ({ part }) => `${part.number} · ${part.description}`,
          },
          {
            id: 'quantity',
            header: t('purchase.ordered'),
            cell: (row) => quantity(row.quantity, row.part.unit),
            numeric: true,
          },
          {
            id: 'received',
            header: t('purchase.receivedQuantity'),
            cell: (row) => quantity(row.received, row.part.unit),
            numeric: true,
          },
          {
            id: 'price',
            header: t('field.price'),
            cell: (row) => (row.unitPrice === null ? '—' : format.money(row.unitPrice)),
            numeric: true,
          },
        ]}
        foot={
          priced && (
            <tr>
              <th scope="row" colSpan={3} className="px-3 py-2 text-start font-semibold">
                {t('purchase.total')}
              </th>
              <td className="numeric px-3 py-2 font-semibold">{format.money(purchase.total)}</td>
            </tr>
          )
        }
      />
    </Section>
  )
}

function ReceiptsSection({ purchase }: { purchase: Purchase }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const quantity = useQuantity()
  if (purchase.receipts.length === 0) return null
  return (
    <Section title={t('purchase.receipts')} padded={false}>
      <ul className="divide-y divide-separator">
        {purchase.receipts.map((receipt) => (
          <li key={receipt.id} className="flex flex-wrap items-center gap-x-3 px-4 py-2">
            <AppLink href={`/inventory/${receipt.part.id}`} className="link min-w-0 flex-1 basis-40">
              {`${receipt.part.number} · ${receipt.part.description}`}
            </AppLink>
            <span className="tabular-nums">{quantity(receipt.quantity, receipt.part.unit)}</span>
            <span className="text-sm text-muted">
              {[format.dateTime(receipt.at), receipt.document, receipt.by].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function DataSection({ purchase }: { purchase: Purchase }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const at = (instant: string | null) => (instant ? format.dateTime(instant) : null)
  const who = (name: string | null, instant: string | null) => [name, at(instant)].filter(Boolean).join(' · ')
  return (
    <Section title={t('form.data')}>
      <Facts
        facts={[
          [t('purchase.request'), purchase.requestNumber],
          [t('field.supplier'), purchase.supplier?.name],
          [t('purchase.deliverTo'), purchase.site.name],
          [t('purchase.expectedOn'), purchase.expectedOn && format.date(purchase.expectedOn)],
          [t('purchase.requestedBy'), who(purchase.requestedBy, purchase.requestedAt)],
          [t('purchase.orderedBy'), who(purchase.orderedBy, purchase.orderedAt)],
          [t('purchase.approvedBy'), who(purchase.approvedBy, purchase.approvedAt)],
          [t('purchase.endedAt'), at(purchase.endedAt)],
          [t('field.notes'), purchase.note],
        ]}
      />
    </Section>
  )
}
