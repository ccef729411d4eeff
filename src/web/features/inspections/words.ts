import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'

/** The words of a point, a section or a checklist in the person's language; the Spanish ones when there are no others. */
export function usePointName() {
  const { i18n } = useTranslation()
  return useCallback(
    ({ es, en }: { es: string; en: string | null }) => (i18n.language === 'en' ? (en ?? es) : es),
    [i18n.language],
  )
}

/** What a number may be: "Entre 6 y 8 bar". */
export function useLimitsText() {
  const { t } = useTranslation('inspections')
  const { number } = useFormat()
  return useCallback(
    ({ min, max, unit }: { min: number | null; max: number | null; unit: string | null }) => {
      const written = (value: number) => [number(value, 3), unit].filter(Boolean).join(' ')
      if (min !== null && max !== null) return t('number.between', { min: written(min), max: written(max) })
      if (min !== null) return t('number.atLeast', { min: written(min) })
      return max === null ? undefined : t('number.atMost', { max: written(max) })
    },
    [t, number],
  )
}
