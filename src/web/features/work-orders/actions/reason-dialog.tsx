import { useTranslation } from 'react-i18next'
import { useSend } from '../../../app/api/send.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { toast } from '../../../ui/toast.ts'
import type { OrderRef } from '../schema.ts'
import { touched } from './touched.ts'

interface ReasonDialogProps {
  order: OrderRef
  action: 'CLOSE' | 'REOPEN'
  onClose: () => void
}

/** Closing for good, or opening again what was completed: both say why. */
export function ReasonDialog({ order, action, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('workOrders')
  const close = useSend('post', '/work-orders/{id}/close', { invalidates: touched })
  const reopen = useSend('post', '/work-orders/{id}/reopen', { invalidates: touched })
  const send = action === 'CLOSE' ? close : reopen
  return (
    <Confirm
      title={t(`ask.${action}`, { number: order.number })}
      confirm={t(`action.${action}`)}
      reason={{ label: t('field.reason'), required: true }}
      onClose={onClose}
      onConfirm={async (reason) => {
        await send.mutateAsync({ params: { path: { id: order.id } }, body: { reason } })
        toast(t(`done.${action}`, { number: order.number }))
      }}
    >
      <p className="text-muted">{t(`explain.${action}`)}</p>
    </Confirm>
  )
}
