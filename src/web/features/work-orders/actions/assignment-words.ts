import { useTranslation } from 'react-i18next'
import type { AssignmentReason } from '../../../../domain/assignment.ts'
import { systemNames } from '../../../../domain/system.ts'
import type { components } from '../../../app/api-schema.d.ts'
import { useFormat } from '../../../app/i18n/format.ts'

type Suggestion = Pick<components['schemas']['AssigneeSuggestions']['items'][number], 'person' | 'score' | 'reasons'>

/** The reasons of a suggestion in words, each with its figures. */
export function useReasonWords(): (suggestion: Suggestion) => string[] {
  const { t, i18n } = useTranslation('workOrders')
  const format = useFormat()
  const language = i18n.language === 'en' ? 'en' : 'es'
  return ({ reasons }) =>
    reasons.map(({ code, params }) => {
      const { committedHours, weeklyHours, goodOrders, completedOrders, system } = params
      const name = system ? systemNames[system as keyof typeof systemNames][language] : ''
      return t(`reason.${code as AssignmentReason['code']}`, {
        committed: format.number(Number(committedHours ?? 0), 1),
        weekly: format.number(Number(weeklyHours ?? 0), 1),
        good: goodOrders,
        completed: completedOrders,
        system: name,
      })
    })
}
