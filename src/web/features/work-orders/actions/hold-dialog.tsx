import { useTranslation } from 'react-i18next'
import { holdWorkOrder } from '../../../../contract/work-order-changes.ts'
import { type HoldReason, holdReasons } from '../../../../domain/work-order.ts'
import { useSend } from '../../../app/api/send.ts'
import { RadioField } from '../../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../../ui/form/form.tsx'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { TextField } from '../../../ui/form/text-fields.tsx'
import { toast } from '../../../ui/toast.ts'
import type { OrderRef } from '../schema.ts'
import { touched } from './touched.ts'

interface HoldDialogProps {
  order: OrderRef
  reason: HoldReason | undefined
  onClose: () => void
}

/** Work waits: for what, in one press; more words only if there is more to say. */
export function HoldDialog({ order, reason, onClose }: HoldDialogProps) {
  const { t } = useTranslation(['workOrders', 'terms'])
  const send = useSend('post', '/work-orders/{id}/hold', { invalidates: touched })
  const state = useZodForm(holdWorkOrder, { holdReason: reason ?? 'PARTS', reason: null })
  return (
    <FormDialog
      side
      title={t('ask.HOLD', { number: order.number })}
      onClose={onClose}
      submit={t('action.HOLD')}
      form={state}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: order.id } }, body })
        toast(t('done.HOLD', { number: order.number }))
      }}
    >
      <RadioField
        control={state.control}
        name="holdReason"
        label={t('field.holdReason')}
        options={holdReasons.map((value) => ({ value, label: t(`terms:holdReason.${value}`) }))}
      />
      <TextField control={state.control} name="reason" label={t('field.detail')} maxLength={500} />
    </FormDialog>
  )
}
