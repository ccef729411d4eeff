import { useSearch } from '@tanstack/react-router'
import { type Control, useFieldArray } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { optionalText, uuid } from '../../../contract/common.ts'
import { quantity } from '../../../contract/inventory.ts'
import { useSend } from '../../app/api/send.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { ComboField } from '../../ui/form/combo-field.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormPage } from '../../ui/form/form-page.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { TextAreaField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import { partLookup, useSiteOptions } from './lookups.ts'

const form = z.object({
  siteId: uuid,
  note: optionalText(1000),
  lines: z
    .array(z.object({ partId: uuid, quantity }))
    .min(1)
    .max(100),
})
type Fields = z.input<typeof form>

const blankLine = { partId: '', quantity: null as never }

/** Asks for parts to be bought; those chosen in the list stand there already. */
export function NewPurchasePage() {
  const { t } = useTranslation('inventory')
  const sites = useSiteOptions()
  const { parts = '' } = useSearch({ strict: false }) as { parts?: string }
  const chosen = parts.split(',').filter((id) => uuid.safeParse(id).success)
  const send = useSend('post', '/purchases')
  const state = useZodForm(form, {
    siteId: '',
    note: null,
    lines: chosen.length > 0 ? chosen.map((partId) => ({ ...blankLine, partId })) : [blankLine],
  })
  return (
    <FormPage
      title={t('purchase.add')}
      breadcrumbs={[
        { label: t('list.title'), href: '/inventory' },
        { label: t('purchase.title'), href: '/inventory/purchases' },
      ]}
      section={t('purchase.request')}
      form={state}
      submit={t('purchase.create')}
      onSubmit={async (body) => {
        const created = await send.mutateAsync({ body })
        toast(t('purchase.requested', { number: created.requestNumber }))
        return `/inventory/purchases/${created.id}`
      }}
    >
      <SelectField control={state.control} name="siteId" label={t('purchase.deliverTo')} options={sites} required />
      <Lines control={state.control as unknown as Control<Fields>} />
      <TextAreaField control={state.control} name="note" label={t('field.notes')} maxLength={1000} />
    </FormPage>
  )
}

function Lines({ control }: { control: Control<Fields> }) {
  const { t } = useTranslation('inventory')
  const { fields, append, remove } = useFieldArray({ control, name: 'lines' })
  return (
    <fieldset className="grid gap-3">
      <legend className="label mb-1">{t('purchase.lines')}</legend>
      {fields.map((line, at) => (
        <div key={line.id} className="grid grid-cols-[minmax(0,1fr)_7rem_auto] items-end gap-2">
          <ComboField
            control={control}
            name={`lines.${at}.partId`}
            label={t('field.part')}
            lookup={partLookup}
            required
          />
          <NumberField
            control={control}
            name={`lines.${at}.quantity`}
            label={t('field.quantity')}
            fractionDigits={3}
            required
          />
          <IconButton
            icon="trash"
            label={t('purchase.removeLine', { number: at + 1 })}
            disabled={fields.length === 1}
            onClick={() => remove(at)}
          />
        </div>
      ))}
      <div>
        <Button size="sm" icon="plus" onClick={() => append(blankLine)}>
          {t('purchase.addLine')}
        </Button>
      </div>
    </fieldset>
  )
}
