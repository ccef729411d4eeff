import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { civilDate, instant, optionalText, text, uuid } from '../../../../contract/common.ts'
import { systemCodes } from '../../../../domain/system.ts'
import { priorities } from '../../../../domain/work-order.ts'
import { query } from '../../../app/api/client.ts'
import { useSend } from '../../../app/api/send.ts'
import { RadioField, SelectField } from '../../../ui/form/choice-fields.tsx'
import { DateField, DateTimeField } from '../../../ui/form/date-fields.tsx'
import { useZodForm } from '../../../ui/form/form.tsx'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { NumberField } from '../../../ui/form/number-fields.tsx'
import type { Option } from '../../../ui/form/option.ts'
import { TextAreaField, TextField } from '../../../ui/form/text-fields.tsx'
import { toast } from '../../../ui/toast.ts'
import { useName, useOrderTypeOptions } from '../lookups.ts'
import type { WorkOrder } from '../schema.ts'
import { usePriorityOptions, useSystemOptions } from '../terms.ts'
import { FailureFields } from './failure-fields.tsx'

const form = z.object({
  title: text(200),
  description: optionalText(5000),
  typeId: uuid,
  priority: z.enum(priorities),
  scheduledOn: z.nullable(civilDate),
  dueAt: z.nullable(instant),
  estimatedHours: z.nullable(z.number().positive().max(100_000)),
  system: z.nullable(z.enum(systemCodes)),
  downtimeFrom: z.nullable(instant),
  downtimeTo: z.nullable(instant),
  failureModeId: z.nullable(uuid),
  failureCauseId: z.nullable(uuid),
  failureActionId: z.nullable(uuid),
  completionNotes: optionalText(5000),
})

const valuesOf = (order: WorkOrder): z.input<typeof form> => ({
  title: order.title,
  description: order.description,
  typeId: order.type.id,
  priority: order.priority,
  scheduledOn: order.scheduledOn,
  dueAt: order.dueAt,
  estimatedHours: order.estimatedHours,
  system: order.system,
  downtimeFrom: order.downtimeFrom,
  downtimeTo: order.downtimeTo,
  failureModeId: order.failureMode?.id ?? null,
  failureCauseId: order.failureCause?.id ?? null,
  failureActionId: order.failureAction?.id ?? null,
  completionNotes: order.completionNotes,
})

export function EditDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation(['workOrders', 'terms'])
  const detail = query.useQuery('get', '/work-orders/{id}', { params: { path: { id: order.id } } })
  const version = (detail.data ?? order).version
  const send = useSend('patch', '/work-orders/{id}', { version })
  const state = useZodForm(form, valuesOf(order))
  const types = useOrderTypeOptions()
  const name = useName()
  const begun = order.status !== 'PENDING'
  return (
    <FormDialog
      side
      width="40rem"
      title={t('ask.edit', { number: order.number })}
      onClose={onClose}
      submit={t('action.save')}
      form={state}
      reload={async () => {
        const { data } = await detail.refetch()
        return data && valuesOf(data)
      }}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: order.id } }, body })
        toast(t('done.edited', { number: order.number }))
      }}
    >
      <TextField control={state.control} name="title" label={t('field.title')} required maxLength={200} />
      <TextAreaField control={state.control} name="description" label={t('field.description')} maxLength={5000} />
      <RadioField control={state.control} name="priority" label={t('field.priority')} options={usePriorityOptions()} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          control={state.control}
          name="typeId"
          label={t('field.type')}
          options={withOwn(types, { value: order.type.id, label: name(order.type) })}
          required
        />
        <SelectField control={state.control} name="system" label={t('field.system')} options={useSystemOptions()} />
        <DateField control={state.control} name="scheduledOn" label={t('field.scheduledOn')} />
        <DateTimeField control={state.control} name="dueAt" label={t('field.dueAt')} />
        <NumberField control={state.control} name="estimatedHours" label={t('field.estimatedHours')} unit="h" />
      </div>
      {begun && (
        <>
          <TextAreaField control={state.control} name="completionNotes" label={t('field.completionNotes')} />
          <FailureFields control={state.control} assetTypeId={order.asset.typeId} />
          <div className="grid gap-4 sm:grid-cols-2">
            <DateTimeField control={state.control} name="downtimeFrom" label={t('field.downtimeFrom')} />
            <DateTimeField control={state.control} name="downtimeTo" label={t('field.downtimeTo')} />
          </div>
        </>
      )}
    </FormDialog>
  )
}

/** A type that has been archived since stays the order's own. */
const withOwn = (types: Option[], own: Option) =>
  types.some(({ value }) => value === own.value) ? types : [...types, own]
