import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Formatter, useFormat } from '../../app/i18n/format.ts'
import type { Plan } from './schema.ts'

export const meterUnit = { HOURS: 'h', KM: 'km' } as const

type Rule = Pick<Plan, 'calendar' | 'meter'>

/** "Cada 250 h o 3 meses, lo que ocurra primero". */
export function useRuleWords() {
  const { t } = useTranslation('plans')
  const format = useFormat()
  return useMemo(() => ruleWords(t, format), [t, format])
}

function ruleWords(t: TFunction<'plans'>, format: Formatter) {
  const interval = ({ calendar }: Rule, times: number) =>
    calendar && t(`interval.${calendar.unit}`, { count: calendar.every * times })
  const meter = ({ meter }: Rule, times: number) =>
    meter && `${format.number(meter.every * times, 1)} ${meterUnit[meter.kind]}`
  return {
    rule(rule: Rule) {
      const [byMeter, byCalendar] = [meter(rule, 1), interval(rule, 1)]
      if (byMeter && byCalendar) return t('rule.both', { meter: byMeter, calendar: byCalendar })
      return t('rule.one', { interval: byMeter ?? byCalendar ?? '' })
    },
    /** How often a service of this multiple is due. */
    service: (rule: Rule, multiple: number) =>
      t('rule.one', { interval: meter(rule, multiple) ?? interval(rule, multiple) ?? '' }),
    hours: (hours: number) => `${format.number(hours, 2)} h`,
    total: (total: number, kind: 'KM' | 'HOURS') => `${format.number(total, 1)} ${meterUnit[kind]}`,
  }
}
