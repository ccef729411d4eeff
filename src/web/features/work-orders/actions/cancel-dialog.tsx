import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { text, uuid } from '../../../../contract/common.ts'
import { query } from '../../../app/api/client.ts'
import { useSend } from '../../../app/api/send.ts'
import { ComboField } from '../../../ui/form/combo-field.tsx'
import { useZodForm } from '../../../ui/form/form.tsx'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { TextAreaField } from '../../../ui/form/text-fields.tsx'
import { toast } from '../../../ui/toast.ts'
import { orderLookup } from '../lookups.ts'
import type { OrderRef } from '../schema.ts'
import { touched } from './touched.ts'

const form = z.object({ reason: text(500), duplicateOfId: z.nullable(uuid) })

export function CancelDialog({ order, onClose }: { order: OrderRef; onClose: () => void }) {
  const { t } = useTranslation('workOrders')
  const send = useSend('post', '/work-orders/{id}/cancel', { invalidates: touched })
  const detail = query.useQuery('get', '/work-orders/{id}', { params: { path: { id: order.id } } })
  const state = useZodForm(form, { reason: '', duplicateOfId: null })
  return (
    <FormDialog
      title={t('ask.CANCEL', { number: order.number })}
      onClose={onClose}
      submit={t('action.CANCEL')}
      danger
      form={state}
      onSubmit={async ({ reason, duplicateOfId }) => {
        const body = { reason, ...(duplicateOfId ? { duplicateOfId } : {}) }
        await send.mutateAsync({ params: { path: { id: order.id } }, body })
        toast(t('done.CANCEL', { number: order.number }))
      }}
    >
      <TextAreaField control={state.control} name="reason" label={t('field.reason')} required maxLength={500} />
      {detail.data && (
        <ComboField
          control={state.control}
          name="duplicateOfId"
          label={t('field.duplicateOf')}
          hint={t('duplicateHint')}
          lookup={orderLookup(detail.data.asset.id)}
        />
      )}
    </FormDialog>
  )
}
