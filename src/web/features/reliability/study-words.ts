import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Formatter, useFormat } from '../../app/i18n/format.ts'
import { useSystemName } from '../work-orders/terms.ts'
import type { Measure, Proposal, Study } from './schema.ts'

const units = { HOURS: 'h', KM: 'km' } as const

/** An age with as many digits as it deserves. */
const rounded = (format: Formatter, value: number) => format.number(value, value < 10 ? 1 : 0)

/** Ages and intervals in words: `412 h`, `38 días`. */
export function useStudyWords() {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const systemName = useSystemName()
  return useMemo(() => {
    const age = (measure: Measure) => (value: number) =>
      measure === 'DAYS'
        ? t('days', { count: Math.round(value), n: rounded(format, value) })
        : `${rounded(format, value)} ${units[measure]}`
    const open = (measure: Measure, { lower, upper }: { lower: number | null; upper: number | null }) => {
      const text = age(measure)
      if (lower === null) return t('range.none')
      return upper === null
        ? t('range.from', { lower: text(lower) })
        : t('range.both', { lower: text(lower), upper: text(upper) })
    }
    return {
      age,
      open,
      number: (value: number) => rounded(format, value),
      /** "Sistema hidráulico de CAM-01", in the order in which one looks. */
      subject({ asset, type, system, mode }: Study['subject']) {
        const parts = [asset?.code, type?.name, system && systemName(system), mode?.name].filter(Boolean)
        return parts.length > 0 ? parts.join(' · ') : t('subject.all')
      },
      interval({ unit }: Pick<Proposal, 'unit'>, every: number) {
        if (unit === 'HOURS' || unit === 'KM') return `${format.number(every, 1)} ${units[unit]}`
        return t(`interval.${unit}`, { count: every })
      },
    }
  }, [t, format, systemName])
}
