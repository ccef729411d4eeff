import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type SystemCode, systemCodes, systemNames } from '../../../domain/system.ts'
import { priorities } from '../../../domain/work-order.ts'
import type { Option } from '../../ui/form/option.ts'

export function useSystemOptions(): Option[] {
  const { i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'es'
  return useMemo(() => systemCodes.map((value) => ({ value, label: systemNames[value][language] })), [language])
}

export function useSystemName(): (system: SystemCode) => string {
  const { i18n } = useTranslation()
  return (system) => systemNames[system][i18n.language === 'en' ? 'en' : 'es']
}

export function usePriorityOptions() {
  const { t } = useTranslation('terms')
  return priorities.map((value) => ({ value, label: t(`priority.${value}`) }))
}
