import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import type { Parameter } from './parameters-page.tsx'

/** A value as its reader says it; an option that the catalogue does not know speaks for itself. */
export function useParameterValue() {
  const { t, i18n } = useTranslation('parameters')
  const format = useFormat()
  return ({ key }: Pick<Parameter, 'key'>, value: Parameter['value']): string => {
    if (value === null) return t('unset')
    const word = `option.${key}.${value}`
    if (i18n.exists(`parameters:${word}`)) return t(word as 'unset')
    const shown = typeof value === 'number' ? format.number(value) : String(value)
    return key.endsWith('Days') ? t('days', { n: shown }) : shown
  }
}
