import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import type { Column } from '../../ui/list/columns.ts'
import { StockStateBadge } from './badges.tsx'
import { useQuantity } from './quantity.ts'
import type { PartItem } from './schema.ts'

export function usePartColumns(): readonly Column<PartItem>[] {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const quantity = useQuantity()
  const costs = useCan()('stock.read')
  return useMemo(() => {
    const amount = (id: 'onHand' | 'reserved' | 'available' | 'onOrder', more: Partial<Column<PartItem>> = {}) => ({
      id,
      header: t(`field.${id}`),
      cell: (row: PartItem) => quantity(row[id], row.unit),
      numeric: true,
      width: '7rem',
      ...more,
    })
    const all: Column<PartItem>[] = [
      {
        id: 'number',
        header: t('field.number'),
        cell: (row) => <span className="font-mono">{row.number}</span>,
        sort: 'number',
        width: '10rem',
      },
      {
        id: 'description',
        header: t('field.description'),
        cell: (row) => row.description,
        sort: 'description',
        card: 'lead',
      },
      {
        id: 'state',
        header: t('field.state'),
        cell: (row) => <StockStateBadge state={row.state} available={row.available} />,
        width: '12rem',
        card: 'mark',
      },
      amount('available', { sort: 'available' }),
      amount('onHand', { hidden: true, card: 'none' }),
      amount('reserved', { hidden: true, card: 'none' }),
      amount('onOrder', { card: 'none' }),
      { id: 'bins', header: t('field.bin'), cell: (row) => row.bins.join(', '), width: '7rem', card: 'line' },
      {
        id: 'supplier',
        header: t('field.supplier'),
        cell: (row) => row.supplier?.name ?? null,
        width: '10rem',
        hidden: true,
        card: 'none',
      },
    ]
    if (!costs) return all
    const money = (value: number | null | undefined) => (value == null ? null : format.money(value))
    return [
      ...all,
      {
        id: 'unitCost',
        header: t('field.unitCost'),
        cell: (row) => money(row.unitCost),
        numeric: true,
        width: '8rem',
        hidden: true,
        card: 'none',
      },
      {
        id: 'value',
        header: t('field.value'),
        cell: (row) => money(row.value),
        numeric: true,
        width: '8rem',
        card: 'none',
      },
    ]
  }, [t, format, quantity, costs])
}
