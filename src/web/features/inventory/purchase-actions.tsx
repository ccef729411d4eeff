import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { useDownload } from '../../ui/use-download.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { OrderDialog, ReceiptDialog } from './purchase-dialogs.tsx'
import type { Purchase } from './schema.ts'

type Open = 'order' | 'receive' | 'return' | 'close' | 'cancel' | null

/** What the server says may be done to the purchase now, the next step in sight. */
export function PurchaseActions({ purchase }: { purchase: Purchase }) {
  const { t } = useTranslation('inventory')
  const say = useSayProblem()
  const { download } = useDownload()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const approve = useSend('post', '/purchases/{id}/approve', {
    version: purchase.version,
    invalidates: ['/purchases', '/parts'],
    onSuccess: () => toast(t('purchase.approvedDone')),
  })
  const { id, number, actions } = purchase
  const may = (action: Purchase['actions'][number]) => actions.includes(action)
  const items: MenuItem[] = [
    ...(number
      ? [
          {
            label: t('purchase.print'),
            icon: 'download',
            onSelect: () => void download(`/purchases/${id}/order.pdf`, `${number}.pdf`),
          } as const,
        ]
      : []),
    ...(may('RETURN_TO_REQUEST')
      ? [{ label: t('purchase.return'), icon: 'undo', onSelect: () => setOpen('return') } as const]
      : []),
    ...(may('CLOSE_SHORT')
      ? [{ label: t('purchase.close'), icon: 'lock', onSelect: () => setOpen('close') } as const]
      : []),
    ...(may('CANCEL')
      ? [
          {
            label: t('purchase.cancel'),
            icon: 'cancelled',
            danger: true,
            separated: true,
            onSelect: () => setOpen('cancel'),
          } as const,
        ]
      : []),
  ]
  const dialogs: Record<Exclude<Open, null>, ReactNode> = {
    order: <OrderDialog purchase={purchase} onClose={close} />,
    receive: <ReceiptDialog purchase={purchase} onClose={close} />,
    return: <WithReason purchase={purchase} action="return" onClose={close} />,
    close: <WithReason purchase={purchase} action="close" onClose={close} />,
    cancel: <WithReason purchase={purchase} action="cancel" onClose={close} />,
  }
  return (
    <>
      {may('ORDER') && (
        <Button variant="primary" icon="right" onClick={() => setOpen('order')}>
          {t('purchase.order')}
        </Button>
      )}
      {may('APPROVE') && (
        <Button
          variant="primary"
          icon="check"
          pending={approve.isPending}
          onClick={() => approve.mutate({ params: { path: { id } } }, { onError: say })}
        >
          {t('purchase.approve')}
        </Button>
      )}
      {may('RECEIVE') && (
        <Button variant="primary" icon="import" onClick={() => setOpen('receive')}>
          {t('purchase.receive')}
        </Button>
      )}
      {items.length > 0 && <Menu label={t('action.more')} items={items} />}
      {open && dialogs[open]}
    </>
  )
}

interface WithReasonProps {
  purchase: Purchase
  action: 'return' | 'close' | 'cancel'
  onClose: () => void
}

function WithReason({ purchase, action, onClose }: WithReasonProps) {
  const { t } = useTranslation('inventory')
  const options = { version: purchase.version, invalidates: ['/purchases', '/parts'] }
  const sends = {
    return: useSend('post', '/purchases/{id}/return', options),
    close: useSend('post', '/purchases/{id}/close', options),
    cancel: useSend('post', '/purchases/{id}/cancel', options),
  }
  return (
    <Confirm
      title={t(`purchase.${action}`)}
      confirm={t(`purchase.${action}`)}
      danger={action === 'cancel'}
      reason={{ label: t('field.reason'), required: true }}
      onConfirm={(reason) => sends[action].mutateAsync({ params: { path: { id: purchase.id } }, body: { reason } })}
      onClose={onClose}
    />
  )
}
