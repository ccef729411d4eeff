import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { instant, optionalText, uuid } from '../../../../contract/common.ts'
import { isFailureWork } from '../../../../domain/work-order.ts'
import { useSend } from '../../../app/api/send.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { CheckField } from '../../../ui/form/choice-fields.tsx'
import { DateTimeField } from '../../../ui/form/date-fields.tsx'
import { Form, SubmitBar, useZodForm } from '../../../ui/form/form.tsx'
import { NumberField } from '../../../ui/form/number-fields.tsx'
import { TextAreaField } from '../../../ui/form/text-fields.tsx'
import { toast } from '../../../ui/toast.ts'
import type { WorkOrder } from '../schema.ts'
import { FailureFields } from './failure-fields.tsx'
import { touched } from './touched.ts'

const form = z.object({
  notes: optionalText(5000),
  hours: z.nullable(z.number().positive().max(24)),
  failureModeId: z.nullable(uuid),
  failureCauseId: z.nullable(uuid),
  failureActionId: z.nullable(uuid),
  downtimeFrom: z.nullable(instant),
  downtimeTo: z.nullable(instant),
  operating: z.boolean(),
})

/** Hundredths of an hour, as the server keeps them. */
const hundredths = (hours: number) => Math.round(hours * 100) / 100

export function CompleteForm({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation('workOrders')
  const format = useFormat()
  const send = useSend('post', '/work-orders/{id}/complete', { invalidates: touched })
  const down = order.asset.status !== 'OPERATING'
  const timed = order.labour.some(({ to }) => to === null)
  const failure = isFailureWork(order.category)
  const state = useZodForm(form, {
    notes: order.completionNotes,
    hours: null,
    failureModeId: order.failureMode?.id ?? null,
    failureCauseId: order.failureCause?.id ?? null,
    failureActionId: order.failureAction?.id ?? null,
    downtimeFrom: order.downtimeFrom,
    downtimeTo: order.downtimeTo,
    operating: down,
  })
  return (
    <Form
      form={state}
      guard={false}
      onSubmit={async ({ hours, operating, ...recorded }) => {
        const body = {
          ...recorded,
          ...(hours ? { hours: hundredths(hours) } : {}),
          ...(down && operating ? { assetStatus: 'OPERATING' as const } : {}),
          // Left out, the end of the downtime is when the unit goes back to work.
          ...(recorded.downtimeTo === null ? { downtimeTo: undefined } : {}),
        }
        await send.mutateAsync({ params: { path: { id: order.id } }, body })
        toast(t('done.COMPLETE', { number: order.number }))
        onClose()
      }}
    >
      <TextAreaField
        control={state.control}
        name="notes"
        label={t('field.completionNotes')}
        required
        maxLength={5000}
      />
      <NumberField
        control={state.control}
        name="hours"
        label={t('complete.hours')}
        hint={
          timed
            ? t('complete.timerStops')
            : order.hoursWorked > 0
              ? t('complete.recorded', { hours: format.hours(order.hoursWorked) })
              : undefined
        }
        unit="h"
        required={!timed && order.hoursWorked <= 0}
      />
      {failure && <FailureFields control={state.control} assetTypeId={order.asset.typeId} />}
      {down && <CheckField control={state.control} name="operating" label={t('complete.operating')} />}
      <details className="rounded-md border border-border px-3 py-2" open={order.downtimeFrom !== null}>
        <summary className="min-h-9 cursor-pointer py-1.5 font-medium">{t('complete.downtime')}</summary>
        <div className="grid gap-4 py-2 sm:grid-cols-2">
          <DateTimeField control={state.control} name="downtimeFrom" label={t('field.downtimeFrom')} />
          <DateTimeField
            control={state.control}
            name="downtimeTo"
            label={t('field.downtimeTo')}
            hint={down ? t('complete.downtimeHint') : undefined}
          />
        </div>
      </details>
      <SubmitBar label={t('action.COMPLETE')} pending={send.isPending} onCancel={onClose} />
    </Form>
  )
}
