import { useTranslation } from 'react-i18next'
import type { Light } from '../../../domain/readiness.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import type { IconName } from '../../ui/icon.tsx'
import type { HeldDocument } from './schema.ts'

export const lightLooks = {
  RED: ['danger', 'stop'],
  AMBER: ['warning', 'warning'],
  GREEN: ['success', 'done'],
  NONE: ['neutral', 'pending'],
} as const satisfies Record<Light, [Tone, IconName]>

const states = {
  EXPIRED: ['danger', 'stop'],
  EXPIRING: ['warning', 'warning'],
  VALID: ['success', 'done'],
  RENEWED: ['neutral', 'undo'],
  VOIDED: ['neutral', 'cancelled'],
} as const satisfies Record<HeldDocument['state'], [Tone, IconName]>

export function LightBadge({ light }: { light: Light }) {
  const { t } = useTranslation('documents')
  const [tone, icon] = lightLooks[light]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`light.${light}`)}
    </Badge>
  )
}

export function DocumentStateBadge({ state }: { state: HeldDocument['state'] }) {
  const { t } = useTranslation('documents')
  const [tone, icon] = states[state]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`state.${state}`)}
    </Badge>
  )
}
