import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useQuantity } from './quantity.ts'
import type { Movement, Part } from './schema.ts'

/** Where a movement comes from, or why it was made. */
function Cause({ movement }: { movement: Movement }) {
  const { workOrder, purchase, reason, document } = movement
  return (
    <>
      {workOrder && (
        <AppLink href={`/work-orders/${workOrder.id}`} className="link">
          {workOrder.number}
        </AppLink>
      )}
      {purchase && (
        <AppLink href={`/inventory/purchases/${purchase.id}`} className="link">
          {purchase.number}
        </AppLink>
      )}
      {[workOrder || purchase ? '' : null, reason, document].filter((text) => text !== null).join(' · ')}
    </>
  )
}

/** Everything that moved a part, newest first. */
export function LedgerTab({ part }: { part: Part }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const quantity = useQuantity()
  const movements = useInfinite('/parts/{id}/movements', { limit: 100 }, { path: { id: part.id } })
  const columns = useMemo(
    (): readonly Column<Movement>[] => [
      { id: 'at', header: t('field.at'), cell: (row) => format.dateTime(row.at), width: '10rem' },
      {
        id: 'kind',
        header: t('field.movement'),
        cell: (row) => t(`movement.${row.kind}`),
        width: '11rem',
        card: 'lead',
      },
      {
        id: 'quantity',
        header: t('field.quantity'),
        cell: (row) => `${row.quantity > 0 ? '+' : ''}${quantity(row.quantity, part.unit)}`,
        numeric: true,
        width: '8rem',
      },
      {
        id: 'balance',
        header: t('field.balance'),
        cell: (row) => quantity(row.balance, part.unit),
        numeric: true,
        width: '8rem',
      },
      { id: 'value', header: t('field.value'), cell: (row) => format.money(row.value), numeric: true, width: '9rem' },
      { id: 'site', header: t('field.site'), cell: (row) => row.site.name, width: '10rem', card: 'meta' },
      { id: 'cause', header: t('field.cause'), cell: (row) => <Cause movement={row} /> },
      { id: 'by', header: t('field.by'), cell: (row) => row.by, width: '10rem', card: 'meta' },
    ],
    [t, format, quantity, part.unit],
  )
  return (
    <DataTable
      label={t('part.ledger')}
      name="movements"
      query={movements}
      columns={columns}
      empty={<EmptyState icon="list">{t('part.noMovements')}</EmptyState>}
    />
  )
}
