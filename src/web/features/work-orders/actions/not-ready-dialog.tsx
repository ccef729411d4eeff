import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../app/api/problem.ts'
import { Confirm } from '../../../ui/confirm.tsx'

interface NotReadyDialogProps {
  problem: Problem
  onOverride: (reason: string) => Promise<unknown>
  onClose: () => void
}

export const isNotReady = (problem: Problem) => problem.code === 'assignment.notReady'

/** Why papers refuse the work, for somebody who may let it go on: the reason stays in the order's history. */
export function NotReadyDialog({ problem, onOverride, onClose }: NotReadyDialogProps) {
  const { t } = useTranslation('workOrders')
  return (
    <Confirm
      title={t('notReady.title')}
      confirm={t('notReady.confirm')}
      danger
      reason={{ label: t('notReady.reason'), required: true }}
      onClose={onClose}
      onConfirm={onOverride}
    >
      <ul className="list-disc ps-5">
        {problem.errors?.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      <p className="text-muted">{t('notReady.text')}</p>
    </Confirm>
  )
}
