import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HoldReason } from '../../../../domain/work-order.ts'
import type { WorkOrderAction } from '../../../../domain/work-order-action.ts'
import { asProblem } from '../../../app/api/problem.ts'
import { useSend } from '../../../app/api/send.ts'
import { toast } from '../../../ui/toast.ts'
import { useSayProblem } from '../../../ui/use-say-problem.ts'
import type { OrderRef } from '../schema.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { CompleteDialog } from './complete-dialog.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { useReadinessOverride } from './not-ready-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { touched } from './touched.ts'

interface Options {
  /** Starting and resuming start the person's own timer as well. */
  timer?: boolean
  unitInMaintenance?: boolean
  /** Known already, as when a card is dropped on its column. */
  holdReason?: HoldReason
}

interface Asked {
  order: OrderRef
  action: WorkOrderAction
  holdReason: HoldReason | undefined
}

/**
 * Moves orders through their life: what needs nothing more happens at once, the rest asks in a dialog, which the caller
 * puts on screen.
 */
export function useTransition(): {
  run: (order: OrderRef, action: WorkOrderAction, options?: Options) => void
  dialog: ReactNode
  pending: boolean
} {
  const { t } = useTranslation('workOrders')
  const say = useSayProblem()
  const override = useReadinessOverride()
  const [asked, setAsked] = useState<Asked | null>(null)
  const start = useSend('post', '/work-orders/{id}/start', { invalidates: touched })
  const resume = useSend('post', '/work-orders/{id}/resume', { invalidates: touched })

  const run = (order: OrderRef, action: WorkOrderAction, options: Options = {}) => {
    const { timer = false, unitInMaintenance = false, holdReason } = options
    const params = { path: { id: order.id } }
    const done = () => toast(t(`done.${action}`, { number: order.number }))
    if (action !== 'START' && action !== 'RESUME') {
      setAsked({ order, action, holdReason })
      return
    }
    const send = (overrideReason?: string) => {
      const reason = overrideReason ? { overrideReason } : {}
      return action === 'START'
        ? start.mutateAsync({ params, body: { timer, unitInMaintenance, ...reason } }).then(done)
        : resume.mutateAsync({ params, body: { timer, ...reason } }).then(done)
    }
    override.attempt(send).catch((error: unknown) => say(asProblem(error)))
  }
  return {
    run,
    dialog: override.dialog ?? (asked && <ActionDialog {...asked} onClose={() => setAsked(null)} />),
    pending: start.isPending || resume.isPending,
  }
}

function ActionDialog({ order, action, holdReason, onClose }: Asked & { onClose: () => void }) {
  switch (action) {
    case 'HOLD':
      return <HoldDialog order={order} reason={holdReason} onClose={onClose} />
    case 'COMPLETE':
      return <CompleteDialog id={order.id} number={order.number} onClose={onClose} />
    case 'CANCEL':
      return <CancelDialog order={order} onClose={onClose} />
    case 'CLOSE':
    case 'REOPEN':
      return <ReasonDialog order={order} action={action} onClose={onClose} />
    default:
      return null
  }
}
