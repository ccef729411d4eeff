import { useTranslation } from 'react-i18next'
import type { Verdict } from '../../../domain/checklist.ts'
import { Badge } from '../../ui/badge.tsx'

interface VerdictProps {
  verdict: Verdict
  cleared: boolean
}

/** What came out of an inspection: its verdict, and whether the unit may work. */
export function VerdictBadges({ verdict, cleared }: VerdictProps) {
  const { t } = useTranslation('inspections')
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={verdict === 'APPROVED' ? 'success' : 'danger'} icon={verdict === 'APPROVED' ? 'done' : 'cancelled'}>
        {t(`verdict.${verdict}`)}
      </Badge>
      {!cleared && (
        <Badge tone="danger" icon="stop">
          {t('notCleared')}
        </Badge>
      )}
    </span>
  )
}
