import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { civilDate, instant, optionalText, uuid } from '../../../../contract/common.ts'
import { useSend } from '../../../app/api/send.ts'
import { config } from '../../../app/config.ts'
import { useCan, useMe } from '../../../app/session/session.ts'
import { civilToday } from '../../../ui/form/civil-time.ts'
import { ComboField } from '../../../ui/form/combo-field.tsx'
import { DateField, DateTimeField } from '../../../ui/form/date-fields.tsx'
import { useZodForm } from '../../../ui/form/form.tsx'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { NumberField } from '../../../ui/form/number-fields.tsx'
import { TextField } from '../../../ui/form/text-fields.tsx'
import { touched } from '../actions/touched.ts'
import { personLookup } from '../lookups.ts'
import type { LabourEntry, WorkOrder } from '../schema.ts'

const hours = z.number().positive().max(24)
const addForm = z.object({ personId: uuid, date: civilDate, hours, note: optionalText(500) })

interface OfOrder {
  order: WorkOrder
  onClose: () => void
}

export function AddHoursDialog({ order, onClose }: OfOrder) {
  const { t } = useTranslation('workOrders')
  const me = useMe()
  const forOthers = useCan()('workOrder.edit')
  const today = civilToday(config.timeZone)
  const send = useSend('post', '/work-orders/{id}/labour', { invalidates: touched })
  const state = useZodForm(addForm, {
    personId: forOthers ? (order.assignee?.id ?? me.id) : me.id,
    date: today,
    note: null,
  })
  return (
    <FormDialog
      title={t('labour.add')}
      onClose={onClose}
      submit={t('action.save')}
      form={state}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: order.id } }, body })
      }}
    >
      {forOthers && (
        <ComboField control={state.control} name="personId" label={t('field.person')} lookup={personLookup} required />
      )}
      <NumberField control={state.control} name="hours" label={t('field.hours')} unit="h" required />
      <DateField control={state.control} name="date" label={t('field.date')} max={today} required />
      <TextField control={state.control} name="note" label={t('field.note')} maxLength={500} />
    </FormDialog>
  )
}

const editForm = z.object({ hours, note: optionalText(500) })

export function EditHoursDialog({ order, entry, onClose }: OfOrder & { entry: LabourEntry }) {
  const { t } = useTranslation('workOrders')
  const send = useSend('patch', '/work-orders/{id}/labour/{entryId}', { invalidates: touched })
  const state = useZodForm(editForm, { hours: entry.hours ?? undefined, note: entry.note })
  return (
    <FormDialog
      title={t('labour.edit')}
      onClose={onClose}
      submit={t('action.save')}
      form={state}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: order.id, entryId: entry.id } }, body })
      }}
    >
      <NumberField control={state.control} name="hours" label={t('field.hours')} unit="h" required />
      <TextField control={state.control} name="note" label={t('field.note')} maxLength={500} />
    </FormDialog>
  )
}

const stopForm = z.object({ to: instant })

/** A timer nobody stopped: when the work really ended. */
export function StopTimerDialog({ order, entry, onClose }: OfOrder & { entry: LabourEntry }) {
  const { t } = useTranslation('workOrders')
  const send = useSend('post', '/work-orders/{id}/labour/{entryId}/stop', { invalidates: touched })
  const state = useZodForm(stopForm, { to: new Date().toISOString() })
  return (
    <FormDialog
      title={t('labour.stopAt')}
      onClose={onClose}
      submit={t('labour.stop')}
      form={state}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: order.id, entryId: entry.id } }, body })
      }}
    >
      <DateTimeField control={state.control} name="to" label={t('labour.endedAt')} required />
    </FormDialog>
  )
}
