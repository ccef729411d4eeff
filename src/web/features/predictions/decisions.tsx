import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orderFor } from '../../../domain/risk.ts'
import { useSend } from '../../app/api/send.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { toast } from '../../ui/toast.ts'
import { useRiskWords } from './risk-words.ts'
import type { Prediction } from './schema.ts'

const invalidates = ['/predictions', '/work-orders', '/assets', '/dashboard']
type Asked = 'order' | 'dismiss' | 'done'

/** What was made of a risk, and what one may make of it now. */
export function Decisions({ prediction }: { prediction: Prediction }) {
  const { t } = useTranslation('predictions')
  const may = useCan()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { alert } = prediction
  const decided = alert && !(alert.advice === 'SUGGESTED' || alert.advice === 'TOLD')
  const close = () => setAsked(null)
  return (
    <div className="flex flex-wrap items-center gap-2">
      {alert && (
        <Badge tone={decided ? 'neutral' : 'accent'} icon={decided ? 'check' : 'bell'}>
          {t(`advice.${alert.advice}`)}
        </Badge>
      )}
      {alert?.workOrder && (
        <AppLink href={`/work-orders/${alert.workOrder.id}`} className="py-1 text-sm underline">
          {alert.workOrder.number}
        </AppLink>
      )}
      {may('prediction.decide') && !alert?.workOrder && (
        <Button size="sm" variant={alert && !decided ? 'primary' : 'secondary'} onClick={() => setAsked('order')}>
          {t('action.order')}
        </Button>
      )}
      {may('prediction.decide') && alert && !decided && (
        <>
          <Button size="sm" onClick={() => setAsked('dismiss')}>
            {t('action.dismiss')}
          </Button>
          <Button size="sm" onClick={() => setAsked('done')}>
            {t('action.done')}
          </Button>
        </>
      )}
      {asked === 'order' && <OrderDialog prediction={prediction} onClose={close} />}
      {asked === 'dismiss' && <DismissDialog prediction={prediction} onClose={close} />}
      {asked === 'done' && <DoneDialog prediction={prediction} onClose={close} />}
    </div>
  )
}

interface DialogProps {
  prediction: Prediction
  onClose: () => void
}

function useWhat({ asset, system }: Prediction): string {
  const { systemName } = useRiskWords()
  return [asset.code, systemName(system)].filter(Boolean).join(' · ')
}

function OrderDialog({ prediction, onClose }: DialogProps) {
  const { t } = useTranslation(['predictions', 'terms'])
  const send = useSend('post', '/predictions/risks/{id}/order', { invalidates })
  const { priority, dueInDays } = orderFor(prediction.riskClass ?? 'HIGH')
  return (
    <Confirm
      title={t('order.title', { what: useWhat(prediction) })}
      confirm={t('order.confirm')}
      onClose={onClose}
      onConfirm={async () => {
        const { alert } = await send.mutateAsync({ params: { path: { id: prediction.id } }, body: {} })
        toast(t('order.made', { number: alert?.workOrder?.number }))
      }}
    >
      <p>{t('order.explain', { priority: t(`terms:priority.${priority}`).toLowerCase(), days: dueInDays })}</p>
    </Confirm>
  )
}

function DismissDialog({ prediction, onClose }: DialogProps) {
  const { t } = useTranslation('predictions')
  const send = useSend('post', '/predictions/risks/{id}/dismiss', { invalidates })
  return (
    <Confirm
      title={t('dismiss.title', { what: useWhat(prediction) })}
      confirm={t('dismiss.confirm')}
      reason={{ label: t('dismiss.reason'), required: true, maxLength: 500 }}
      onClose={onClose}
      onConfirm={async (reason) => {
        await send.mutateAsync({ params: { path: { id: prediction.id } }, body: { reason } })
        toast(t('dismiss.made'))
      }}
    >
      <p className="text-muted">{t('dismiss.explain')}</p>
    </Confirm>
  )
}

function DoneDialog({ prediction, onClose }: DialogProps) {
  const { t } = useTranslation('predictions')
  const send = useSend('post', '/predictions/risks/{id}/done', { invalidates })
  return (
    <Confirm
      title={t('done.title', { what: useWhat(prediction) })}
      confirm={t('done.confirm')}
      reason={{ label: t('done.reason'), required: true, maxLength: 500 }}
      onClose={onClose}
      onConfirm={async (note) => {
        await send.mutateAsync({ params: { path: { id: prediction.id } }, body: { note } })
        toast(t('done.made'))
      }}
    />
  )
}
