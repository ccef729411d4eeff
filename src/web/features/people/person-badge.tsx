import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import type { PersonRow } from './schema.ts'

type State = Pick<PersonRow, 'deactivatedAt' | 'lockedUntil' | 'mustChangePassword'>

/** What keeps a person from signing in as usual, or that nothing does. */
export function PersonBadge({ person }: { person: State }) {
  const { t } = useTranslation('people')
  if (person.deactivatedAt) {
    return (
      <Badge tone="neutral" icon="cancelled">
        {t('state.deactivated')}
      </Badge>
    )
  }
  if (person.lockedUntil) {
    return (
      <Badge tone="danger" icon="lock">
        {t('state.locked')}
      </Badge>
    )
  }
  if (person.mustChangePassword) {
    return (
      <Badge tone="warning" icon="key">
        {t('state.temporaryPassword')}
      </Badge>
    )
  }
  return (
    <Badge tone="success" icon="check">
      {t('state.active')}
    </Badge>
  )
}
