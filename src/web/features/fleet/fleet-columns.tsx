import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatPlate } from '../../../domain/plate.ts'
import { useFormat } from '../../app/i18n/format.ts'
import type { Column } from '../../ui/list/columns.ts'
import { AssetStatusBadge } from '../../ui/status-badge.tsx'
import { useMeterText } from './meter-text.tsx'
import type { AssetItem } from './schema.ts'

function NameAndPlate({ unit }: { unit: AssetItem }) {
  return (
    <>
      {unit.name}
      {unit.plate && <span className="block font-mono text-xs text-muted">{formatPlate(unit.plate)}</span>}
    </>
  )
}

export function useFleetColumns(): readonly Column<AssetItem>[] {
  const { t } = useTranslation(['fleet', 'terms'])
  const format = useFormat()
  const text = useMeterText()
  return useMemo(() => {
    const meter = (row: AssetItem, kind: 'KM' | 'HOURS') => {
      const state = row.meters.find((one) => one.meter === kind)
      if (!state) return null
      const old = state.stale && state.at ? ` (${format.relative(state.at)})` : ''
      return `${text(state)}${old}`
    }
    return [
      { id: 'code', header: t('field.code'), cell: (row) => row.code, sort: 'code', width: '7.5rem' },
      { id: 'name', header: t('field.name'), cell: (row) => <NameAndPlate unit={row} />, sort: 'name', card: 'lead' },
      {
        id: 'status',
        header: t('field.status'),
        cell: (row) => <AssetStatusBadge status={row.status} />,
        width: '10rem',
        card: 'mark',
      },
      {
        id: 'since',
        header: t('field.since'),
        cell: (row) => [format.relative(row.statusSince), row.statusReason].filter(Boolean).join(': '),
        sort: 'statusSince',
        width: '11rem',
        card: 'meta',
      },
      { id: 'type', header: t('field.type'), cell: (row) => row.type.name, sort: 'type', width: '10rem', card: 'meta' },
      { id: 'site', header: t('field.site'), cell: (row) => row.site.name, sort: 'site', width: '8rem', card: 'meta' },
      {
        id: 'hours',
        header: t('terms:meter.HOURS'),
        cell: (row) => meter(row, 'HOURS'),
        sort: 'hours',
        numeric: true,
        width: '7.5rem',
        card: 'none',
      },
      {
        id: 'km',
        header: t('terms:meter.KM'),
        cell: (row) => meter(row, 'KM'),
        sort: 'km',
        numeric: true,
        width: '7.5rem',
        card: 'none',
      },
      {
        id: 'criticality',
        header: t('field.criticality'),
        cell: (row) => t(`terms:criticality.${row.criticality}`),
        width: '7rem',
        hidden: true,
        card: 'none',
      },
    ]
  }, [t, format, text])
}
