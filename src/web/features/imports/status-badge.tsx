import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'
import type { IconName } from '../../ui/icon.tsx'
import type { ImportItem } from './schema.ts'

const looks: Record<ImportItem['status'], [Tone, IconName]> = {
  UPLOADED: ['neutral', 'pending'],
  CHECKING: ['info', 'clock'],
  CHECKED: ['warning', 'inspections'],
  APPLYING: ['info', 'clock'],
  APPLIED: ['success', 'done'],
  FAILED: ['danger', 'warning'],
  UNDONE: ['neutral', 'undo'],
}

export function ImportStatusBadge({ status }: { status: ImportItem['status'] }) {
  const { t } = useTranslation('imports')
  const [tone, icon] = looks[status]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </Badge>
  )
}
