import { useTranslation } from 'react-i18next'
import { unknownCountry } from '../../../contract/analytics.ts'
import { unknownPage } from '../../../contract/page-patterns.ts'
import type { VitalName } from '../../../domain/web-vitals.ts'
import { useFormat } from '../../app/i18n/format.ts'

/** A page by the pattern of its address; what is no page in words. */
export function usePageName() {
  const { t } = useTranslation('analytics')
  return (page: string) => (page === unknownPage ? t('other') : page)
}

/** A country in the reader's language. */
export function useCountryName() {
  const { t, i18n } = useTranslation('analytics')
  const names = new Intl.DisplayNames(i18n.language, { type: 'region' })
  return (code: string) => (code === unknownCountry ? t('unknownCountry') : (names.of(code) ?? code))
}

/** A web vital with its unit: seconds from one second on, CLS without any. */
export function useVitalValue() {
  const format = useFormat()
  return (name: VitalName, value: number) => {
    if (name === 'CLS') return format.number(value, 2)
    return value < 1000 ? `${format.number(value)}\u00a0ms` : `${format.number(value / 1000, 1)}\u00a0s`
  }
}
