import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import type { Contest, PredictionModel } from './schema.ts'

export type Abstention = PredictionModel['abstentions'][number]

/** Why a horizon has no probability, in words. */
export function useAbstentionWords(): (reason: Abstention['reason']) => string {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  return ({ code, params }) => {
    const number = (name: string) => format.number(Number(params[name] ?? 0))
    // Rounded first: a loss of a thousandth is nothing, and not "-0 %".
    const share = (name: string) => format.percent(Math.round(Number(params[name] ?? 0) * 1000) / 1000 + 0, 1)
    switch (code) {
      case 'TOO_FEW_FAILURES':
        return t('models.abstention.TOO_FEW_FAILURES', { failures: number('failures'), needed: number('needed') })
      case 'HISTORY_TOO_SHORT':
        return t('models.abstention.HISTORY_TOO_SHORT', { days: number('days'), needed: number('needed') })
      case 'NO_USEFUL_MODEL':
        return params.best === 'baseRate'
          ? t('models.abstention.NO_USEFUL_MODEL_base')
          : t('models.abstention.NO_USEFUL_MODEL', {
              best: t(`competitor.${params.best as Contest['competitors'][number]['name']}`),
              ...{ skill: share('skill'), low: share('low'), high: share('high') },
            })
    }
  }
}
