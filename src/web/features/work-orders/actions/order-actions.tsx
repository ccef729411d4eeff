import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrderAction } from '../../../../domain/work-order-action.ts'
import { useSend } from '../../../app/api/send.ts'
import { useShortcuts } from '../../../app/keyboard/shortcuts.ts'
import { useCan, useMe } from '../../../app/session/session.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import { toast } from '../../../ui/toast.ts'
import { useDownload } from '../../../ui/use-download.ts'
import type { WorkOrder } from '../schema.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { useTransition } from './use-transition.tsx'

export const actionIcons: Record<WorkOrderAction, IconName> = {
  START: 'play',
  HOLD: 'pause',
  RESUME: 'play',
  COMPLETE: 'check',
  CLOSE: 'lock',
  REOPEN: 'undo',
  CANCEL: 'cancelled',
}
/** What usually comes next stands first. */
const inSight: readonly WorkOrderAction[] = ['START', 'RESUME', 'COMPLETE', 'CLOSE', 'HOLD']

type Open = 'assign' | 'edit' | 'state' | null

/** What can be done with an order: the next step in sight, the rest behind the three dots. */
export function OrderActions({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('workOrders')
  const may = useCan()
  const me = useMe()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const { run, dialog, pending } = useTransition()
  const approve = useSend('post', '/work-orders/{id}/approve', {
    onSuccess: () => toast(t('done.approved', { number: order.number })),
  })
  const editable = may('workOrder.edit') && order.status !== 'CLOSED' && order.status !== 'CANCELLED'
  const assignable = may('workOrder.assign') && ['PENDING', 'IN_PROGRESS', 'ON_HOLD'].includes(order.status)
  useShortcuts([
    ...(editable ? [{ keys: 'e', label: t('action.edit'), run: () => setOpen('edit') }] : []),
    ...(assignable ? [{ keys: 'a', label: t('action.assign'), run: () => setOpen('assign') }] : []),
    ...(order.actions.length > 0 ? [{ keys: 's', label: t('action.state'), run: () => setOpen('state') }] : []),
  ])
  const shown = inSight.filter((action) => order.actions.includes(action))
  const dialogs: Record<Exclude<Open, null>, ReactNode> = {
    assign: <AssignDialog order={order} onClose={close} />,
    edit: <EditDialog order={order} onClose={close} />,
    state: (
      <StateDialog
        order={order}
        choose={(action) => {
          close()
          run(order, action)
        }}
        onClose={close}
      />
    ),
  }
  return (
    <>
      {order.awaitsApproval && may('workOrder.approve') && (
        <Button
          variant="primary"
          icon="shield"
          pending={approve.isPending}
          onClick={() => approve.mutate({ params: { path: { id: order.id } } })}
        >
          {t('action.approve')}
        </Button>
      )}
      {shown.map((action, index) => (
        <Button
          key={action}
          variant={index === 0 ? 'primary' : 'secondary'}
          icon={actionIcons[action]}
          pending={pending}
          onClick={() => run(order, action, { timer: order.assignee?.id === me.id })}
        >
          {t(`action.${action}`)}
        </Button>
      ))}
      {assignable && (
        <Button icon="user" onClick={() => setOpen('assign')}>
          {t('action.assign')}
        </Button>
      )}
      <Menu label={t('action.more')} items={useMenu(order, editable, setOpen, run)} />
      {open && dialogs[open]}
      {dialog}
    </>
  )
}

function useMenu(
  order: WorkOrder,
  editable: boolean,
  open: (dialog: Open) => void,
  run: ReturnType<typeof useTransition>['run'],
): MenuItem[] {
  const { t } = useTranslation('workOrders')
  const { download } = useDownload()
  const rest = (['REOPEN', 'CANCEL'] as const).filter((action) => order.actions.includes(action))
  return [
    ...(editable ? [{ label: t('action.edit'), icon: 'edit', onSelect: () => open('edit') } as const] : []),
    ...(order.actions.includes('START')
      ? [
          {
            label: t('action.startInMaintenance'),
            icon: 'wrench',
            onSelect: () => run(order, 'START', { unitInMaintenance: true }),
          } as const,
        ]
      : []),
    {
      label: t('action.pdf'),
      icon: 'download',
      onSelect: () => void download(`/work-orders/${order.id}/order.pdf`, `${order.number}.pdf`),
    },
    ...rest.map((action, index) => ({
      label: t(`action.${action}`),
      icon: actionIcons[action],
      danger: action === 'CANCEL',
      separated: index === 0,
      onSelect: () => run(order, action),
    })),
  ]
}

interface StateDialogProps {
  order: WorkOrder
  choose: (action: WorkOrderAction) => void
  onClose: () => void
}

/** Every state the order can go to, for the keyboard (`s`). */
function StateDialog({ order, choose, onClose }: StateDialogProps) {
  const { t } = useTranslation('workOrders')
  return (
    <Dialog title={t('ask.state', { number: order.number })} onClose={onClose}>
      <div className="grid gap-2">
        {order.actions.map((action) => (
          <Button key={action} icon={actionIcons[action]} onClick={() => choose(action)}>
            {t(`action.${action}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
