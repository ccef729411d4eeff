import { useTranslation } from 'react-i18next'
import { predefinedTypeCodes } from '../../../domain/asset-type.ts'
import { failureCatalogue } from '../../../domain/failure-code.ts'
import { type SystemCode, systemNames } from '../../../domain/system.ts'
import { useFormat } from '../../app/i18n/format.ts'
import type { Reason } from './schema.ts'

const modes = new Map(
  predefinedTypeCodes.flatMap((type) => failureCatalogue(type).modes).map((mode) => [mode.code, mode] as const),
)

/** A reason of a risk in words. */
export function useReasonWords(): (reason: Reason) => string {
  const { t, i18n } = useTranslation('predictions')
  const format = useFormat()
  const language = i18n.language === 'en' ? 'en' : 'es'
  /** A mode that the company added has only its code. */
  const modeName = (code: string) => modes.get(code)?.[language] ?? code

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
        if (!detail) return t('reason.findings', counts)
        return t(facts.count90 ? 'reason.findingsOf' : 'reason.findingsLast', { ...counts, detail: modeName(detail) })
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

  return reason
}
