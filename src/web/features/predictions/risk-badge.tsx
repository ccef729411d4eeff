import { useTranslation } from 'react-i18next'
import type { RiskClass } from '../../../domain/risk.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import type { IconName } from '../../ui/icon.tsx'

const looks = {
  LOW: ['success', 'down'],
  MEDIUM: ['info', 'equals'],
  HIGH: ['warning', 'up'],
  CRITICAL: ['danger', 'flame'],
} as const satisfies Record<RiskClass, [Tone, IconName]>

/** A class of risk; without a useful model only the place in the ranking is known. */
export function RiskBadge({ riskClass }: { riskClass: RiskClass | null }) {
  const { t } = useTranslation('predictions')
  const [tone, icon] = riskClass ? looks[riskClass] : (['neutral', 'list'] as const)
  return (
    <Badge tone={tone} icon={icon}>
      {t(riskClass ? `class.${riskClass}` : 'class.none')}
    </Badge>
  )
}

/** Nobody may take simulated risks for their own fleet's. */
export function DemoBadge() {
  const { t } = useTranslation('predictions')
  return (
    <Badge tone="warning" icon="info">
      {t('demoBadge')}
    </Badge>
  )
}
