import { useTranslation } from 'react-i18next'
import { acceptRequest } from '../../../contract/requests.ts'
import { priorityOfReport } from '../../../domain/fault-request.ts'
import { priorities } from '../../../domain/work-order.ts'
import { useSend } from '../../app/api/send.ts'
import { CheckField, SelectField } from '../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { FaultRequest } from './schema.ts'

/** Makes an order of a request, as it was told unless the planner knows better. */
export function AcceptDialog({ request, onClose }: { request: FaultRequest; onClose: () => void }) {
  const { t } = useTranslation(['requests', 'terms'])
  const { id, asset, what, canMove, version } = request
  const send = useSend('post', '/fault-requests/{id}/accept', {
    invalidates: ['/fault-requests', '/work-orders', '/assets'],
    version,
  })
  const state = useZodForm(acceptRequest, { title: what, priority: priorityOfReport(canMove), unitDown: !canMove })
  return (
    <FormDialog
      title={t('accept.title', { code: asset.code })}
      onClose={onClose}
      submit={t('accept.submit')}
      form={state}
      onSubmit={async (body) => {
        const accepted = await send.mutateAsync({ params: { path: { id } }, body })
        toast(t('accept.done', { number: accepted.workOrder?.number }))
      }}
    >
      <p className="text-muted">{t('accept.lead')}</p>
      <TextField control={state.control} name="title" label={t('accept.name')} required maxLength={200} />
      <SelectField
        control={state.control}
        name="priority"
        label={t('accept.priority')}
        required
        options={[...priorities].reverse().map((value) => ({ value, label: t(`terms:priority.${value}`) }))}
      />
      <CheckField
        control={state.control}
        name="unitDown"
        label={t('accept.unitDown')}
        hint={t('accept.unitDownHint')}
      />
    </FormDialog>
  )
}
