import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import type { BudgetFigures } from './schema.ts'

const looks = {
  NONE: { tone: 'neutral', icon: 'minus' },
  OVER: { tone: 'danger', icon: 'warning' },
  WILL_EXCEED: { tone: 'warning', icon: 'up' },
  WITHIN: { tone: 'success', icon: 'done' },
} as const

/** How a site stands: spent more than it has, on the way to it, or not. */
function standingOf({ budget, remaining, projection }: BudgetFigures): keyof typeof looks {
  if (budget === null || remaining === null) return 'NONE'
  if (remaining < 0) return 'OVER'
  return projection !== null && projection > budget ? 'WILL_EXCEED' : 'WITHIN'
}

export function Standing({ figures }: { figures: BudgetFigures }) {
  const { t } = useTranslation('budgets')
  const standing = standingOf(figures)
  return <Badge {...looks[standing]}>{t(`standing.${standing}`)}</Badge>
}
