import { useTranslation } from 'react-i18next'
import { type SystemCode, systemNames } from '../../../domain/system.ts'
import { useFormat } from '../../app/i18n/format.ts'
import type { Prediction, Reason } from './schema.ts'

/** A risk and its reasons in words, before any figure. */
export function useRiskWords() {
  const { t, i18n } = useTranslation('predictions')
  const format = useFormat()
  const language = i18n.language === 'en' ? 'en' : 'es'
  const systemName = (system: SystemCode | null) => (system ? systemNames[system][language] : null)

  /** What became of the like: "3 de cada 10 unidades así fallaron en 14 días". */
  function like({ alike, probability, rank, horizon, system }: Prediction): string {
    if (probability === null) return t('like.ranked', { rank: format.number(rank) })
    if (!alike) return t('like.none')
    const tenths = Math.round(alike.observed * 10)
    const key = tenths < 1 ? 'like.few' : tenths >= 10 ? 'like.most' : 'like.some'
    return t(key, { tenths, what: t(system ? 'like.systems' : 'like.units'), days: horizon })
  }

  function figures({ probability, alike }: Prediction): string | null {
    if (probability === null) return null
    if (!alike) return t('figuresAlone', { probability: format.percent(probability, 0) })
    return t('figures', {
      probability: format.percent(probability, 0),
      observed: format.percent(alike.observed, 0),
      low: format.percent(alike.low, 0),
      high: format.percent(alike.high, 0),
      n: format.number(alike.rows),
    })
  }

  function reason({ topic, facts, detail }: Reason): string {
    const say = (name: string, digits = 0) => format.number(facts[name] ?? 0, digits)
    const counts = {
      count90: say('count90'),
      count365: say('count365'),
      daysSince: say('daysSince'),
    }
    switch (topic) {
      case 'failures':
        return facts.daysSince === undefined ? t('reason.failuresNone') : t('reason.failures', counts)
      case 'renewals':
        return facts.daysSince === undefined ? t('reason.failuresNone') : t('reason.renewals', counts)
      case 'preventive':
        return facts.daysSince === undefined ? t('reason.preventiveNone') : t('reason.preventive', counts)
      case 'inspections':
        return t('reason.inspections', { failedPoints: say('failedPoints'), inspections: say('inspections') })
      case 'findings':
        return detail ? t('reason.findingsOf', { ...counts, detail }) : t('reason.findings', counts)
      case 'use':
        return facts.perDay === undefined
          ? t('reason.useUnknown')
          : t('reason.use', { perDay: say('perDay', 1), unit: detail === 'KM' ? 'km' : 'h' })
      case 'hours':
        return facts.level === undefined
          ? t('reason.useUnknown')
          : t('reason.hours', { level: say('level'), unit: detail === 'KM' ? 'km' : 'h' })
      case 'age':
        return facts.years === undefined ? t('reason.ageUnknown') : t('reason.age', { years: say('years', 1) })
      case 'openOrders':
        return t('reason.openOrders', { count: facts.count ?? 0 })
      case 'kind':
        return t('reason.kind', { detail: kindName(detail) })
      default:
        return t(`reason.${topic}`)
    }
  }

  /** A type, model or site by its own name; a system by its word. */
  function kindName(detail: string | null): string {
    const [by, ...value] = (detail ?? '').split(':')
    const name = value.join(':')
    return by === 'system' && name in systemNames ? systemNames[name as SystemCode][language] : name
  }

  return { like, figures, reason, systemName }
}
