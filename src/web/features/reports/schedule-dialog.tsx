import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { clockTime } from '../../../contract/saved-reports.ts'
import { frequencies } from '../../../domain/report-schedule.ts'
import { useSend } from '../../app/api/send.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { TextAreaField, TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { SavedReport } from './schema.ts'

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
/** Addresses as people write them down: one a line, or between commas. */
const addressesOf = (written: string) => written.split(/[\s,;]+/).filter(Boolean)

const form = z.object({
  frequency: z.enum(frequencies),
  weekday: z.enum(weekdays),
  day: z.int().min(1).max(31),
  time: clockTime,
  recipients: z
    .string()
    .refine((written) => addressesOf(written).length > 0 && addressesOf(written).length <= 20)
    .refine((written) => addressesOf(written).every((one) => z.email().safeParse(one).success)),
})

/** When the report goes out by mail, and to whom. */
export function ScheduleDialog({ report, onClose }: { report: SavedReport; onClose: () => void }) {
  const { t } = useTranslation('savedReports')
  const send = useSend('put', '/saved-reports/{id}/schedule')
  const { schedule } = report
  const state = useZodForm(form, {
    frequency: schedule?.frequency ?? 'WEEKLY',
    weekday: weekdays[(schedule?.weekday ?? 1) - 1]!,
    day: schedule?.day ?? 1,
    time: schedule?.time ?? '08:00',
    recipients: schedule?.recipients.join('\n') ?? '',
  })
  const { control } = state
  const frequency = useWatch({ control, name: 'frequency' })
  return (
    <Dialog title={t('schedule.title', { name: report.name })} onClose={onClose}>
      <Form
        form={state}
        guard={false}
        onSubmit={async ({ weekday, day, recipients, ...rest }) => {
          const when = {
            weekday: rest.frequency === 'WEEKLY' ? Number(weekday) : null,
            day: rest.frequency === 'MONTHLY' ? day : null,
          }
          const body = { ...rest, ...when, recipients: addressesOf(recipients) }
          await send.mutateAsync({ params: { path: { id: report.id } }, body })
          toast(t('schedule.saved', { name: report.name }))
          onClose()
        }}
      >
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField
            control={control}
            name="frequency"
            label={t('field.frequency')}
            required
            options={frequencies.map((value) => ({ value, label: t(`frequency.${value}`) }))}
          />
          {frequency === 'WEEKLY' && (
            <SelectField
              control={control}
              name="weekday"
              label={t('field.weekday')}
              required
              options={weekdays.map((value) => ({ value, label: t(`weekday.${value}`) }))}
            />
          )}
          {frequency === 'MONTHLY' && (
            <NumberField control={control} name="day" label={t('field.day')} fractionDigits={0} required />
          )}
          <TextField control={control} name="time" type="time" label={t('field.time')} required />
        </div>
        <TextAreaField
          control={control}
          name="recipients"
          label={t('field.recipients')}
          hint={t('schedule.recipientsHint')}
          required
          maxLength={4000}
        />
        <SubmitBar label={t('action.schedule')} pending={send.isPending} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
