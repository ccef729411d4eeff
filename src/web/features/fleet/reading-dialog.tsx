import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { addReading } from '../../../contract/meters.ts'
import { useSend } from '../../app/api/send.ts'
import { CheckField, RadioField } from '../../ui/form/choice-fields.tsx'
import { DateTimeField } from '../../ui/form/date-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import { meterUnit, useMeterText } from './meter-text.tsx'
import type { Asset } from './schema.ts'

const { meter, value } = addReading.shape
const form = z.object({
  meter,
  value,
  at: z.nullable(z.iso.datetime({ offset: true })),
  replaced: z.boolean(),
  finalValue: z.nullable(value),
  note: z.nullable(z.string().max(500)),
})

/** Records what a meter shows now; when it was exchanged, also where the old one ended. */
export function ReadingDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { t } = useTranslation(['fleet', 'terms'])
  const text = useMeterText()
  const send = useSend('post', '/assets/{id}/readings')
  const first = asset.meters[0]!
  const state = useZodForm(form, {
    meter: first.meter,
    value: null as never,
    at: null,
    replaced: false,
    finalValue: null,
    note: null,
  })
  const [kind, replaced] = state.watch(['meter', 'replaced'])
  const current = asset.meters.find((one) => one.meter === kind) ?? first
  return (
    <FormDialog
      title={t('reading.title', { code: asset.code })}
      onClose={onClose}
      submit={t('reading.save')}
      form={state}
      onSubmit={async ({ replaced, finalValue, at, ...body }) => {
        await send.mutateAsync({
          params: { path: { id: asset.id } },
          body: { ...body, ...(at ? { at } : {}), ...(replaced ? { replacement: { finalValue } } : {}) },
        })
        toast(t('reading.done', { code: asset.code }))
      }}
    >
      {asset.meters.length > 1 && (
        <RadioField
          control={state.control}
          name="meter"
          label={t('reading.meter')}
          options={asset.meters.map((one) => ({ value: one.meter, label: t(`terms:meter.${one.meter}`) }))}
        />
      )}
      <NumberField
        control={state.control}
        name="value"
        label={t('reading.value')}
        unit={meterUnit[kind]}
        fractionDigits={1}
        required
        hint={
          current.dial === null
            ? t('reading.first')
            : t('reading.last', { value: text({ ...current, total: current.dial }) })
        }
      />
      <CheckField control={state.control} name="replaced" label={t('reading.replaced')} />
      {replaced && (
        <NumberField
          control={state.control}
          name="finalValue"
          label={t('reading.finalValue')}
          hint={t('reading.finalValueHint')}
          unit={meterUnit[kind]}
          fractionDigits={1}
        />
      )}
      <DateTimeField control={state.control} name="at" label={t('reading.at')} hint={t('atHint')} />
      <TextField control={state.control} name="note" label={t('reading.note')} maxLength={500} />
    </FormDialog>
  )
}
