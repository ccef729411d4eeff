import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartUnit } from '../../../domain/stock.ts'
import { useFormat } from '../../app/i18n/format.ts'

/** `2,5 L` in the words of the person's language. */
export function useQuantity(): (quantity: number, unit: PartUnit) => string {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  return useMemo(() => (quantity, unit) => `${format.number(quantity, 3)} ${t(`unitShort.${unit}`)}`, [t, format])
}
