import { useTranslation } from 'react-i18next'
import { adjustStock, receiveStock, transferStock } from '../../../contract/inventory.ts'
import { useSend } from '../../app/api/send.ts'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { MoneyField, NumberField } from '../../ui/form/number-fields.tsx'
import { TextAreaField, TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import { useSiteOptions } from './lookups.ts'
import type { Part } from './schema.ts'

interface DialogProps {
  part: Part
  onClose: () => void
}

/** The only warehouse of the part, where there is one. */
const onlySite = (part: Part) => (part.levels.length === 1 ? part.levels[0]!.site.id : '')

export function ReceiveDialog({ part, onClose }: DialogProps) {
  const { t } = useTranslation('inventory')
  const sites = useSiteOptions()
  const send = useSend('post', '/parts/{id}/receipts')
  const state = useZodForm(receiveStock, {
    siteId: onlySite(part),
    document: null,
    ...(part.unitCost == null ? {} : { unitCost: part.unitCost }),
  })
  const { control } = state
  return (
    <FormDialog
      title={t('receive.title', { number: part.number })}
      onClose={onClose}
      submit={t('receive.save')}
      form={state}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: part.id } }, body })
        toast(t('receive.done'))
      }}
    >
      <SelectField control={control} name="siteId" label={t('field.site')} options={sites} required />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          control={control}
          name="quantity"
          label={t('field.quantity')}
          unit={t(`unitShort.${part.unit}`)}
          fractionDigits={3}
          required
        />
        <MoneyField control={control} name="unitCost" label={t('field.price')} required />
      </div>
      <TextField control={control} name="document" label={t('field.document')} maxLength={60} />
    </FormDialog>
  )
}

export function AdjustDialog({ part, onClose }: DialogProps) {
  const { t } = useTranslation('inventory')
  const sites = useSiteOptions()
  const send = useSend('post', '/parts/{id}/adjustments')
  const state = useZodForm(adjustStock, { siteId: onlySite(part), reason: '' })
  const { control } = state
  return (
    <FormDialog
      title={t('adjust.title', { number: part.number })}
      onClose={onClose}
      submit={t('adjust.save')}
      form={state}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: part.id } }, body })
        toast(t('adjust.done'))
      }}
    >
      <SelectField control={control} name="siteId" label={t('field.site')} options={sites} required />
      <NumberField
        control={control}
        name="counted"
        label={t('adjust.counted')}
        hint={t('adjust.hint')}
        unit={t(`unitShort.${part.unit}`)}
        fractionDigits={3}
        required
      />
      <TextAreaField control={control} name="reason" label={t('field.reason')} required maxLength={300} />
    </FormDialog>
  )
}

export function TransferDialog({ part, onClose }: DialogProps) {
  const { t } = useTranslation('inventory')
  const sites = useSiteOptions()
  const send = useSend('post', '/parts/{id}/transfers')
  const state = useZodForm(transferStock, { fromSiteId: onlySite(part), toSiteId: '', reason: null })
  const { control } = state
  const holders = sites.filter(({ value }) => part.levels.some(({ site, onHand }) => site.id === value && onHand > 0))
  const from = state.watch('fromSiteId')
  return (
    <FormDialog
      title={t('transfer.title', { number: part.number })}
      onClose={onClose}
      submit={t('transfer.save')}
      form={state}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: part.id } }, body })
        toast(t('transfer.done'))
      }}
    >
      <SelectField control={control} name="fromSiteId" label={t('transfer.from')} options={holders} required />
      <SelectField
        control={control}
        name="toSiteId"
        label={t('transfer.to')}
        options={sites.filter(({ value }) => value !== from)}
        required
      />
      <NumberField
        control={control}
        name="quantity"
        label={t('field.quantity')}
        unit={t(`unitShort.${part.unit}`)}
        fractionDigits={3}
        required
      />
      <TextField control={control} name="reason" label={t('field.reason')} maxLength={300} />
    </FormDialog>
  )
}
