import { useTranslation } from 'react-i18next'
import { type SystemCode, systemNames } from '../../../domain/system.ts'
import { useFormat } from '../../app/i18n/format.ts'
import type { Prediction } from './schema.ts'

/** A risk in words, before any figure. */
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

  return { like, figures, systemName }
}
