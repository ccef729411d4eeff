import type { Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { optionalText, text, uuid } from '../../../contract/common.ts'
import { partUnits } from '../../../domain/stock.ts'
import { ChecksField } from '../../ui/form/checks-field.tsx'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { TextAreaField, TextField } from '../../ui/form/text-fields.tsx'
import { useAssetTypeOptions, useSupplierOptions } from './lookups.ts'

/** What is known of a part, wherever it lies. */
export const partFields = z.object({
  number: text(40),
  description: text(200),
  unit: z.enum(partUnits),
  supplierId: z.nullable(uuid),
  supplierNumber: optionalText(60),
  leadTimeDays: z.nullable(z.int().min(0).max(1000)),
  assetTypeIds: z.array(uuid),
  notes: optionalText(2000),
})
export type PartFields = z.input<typeof partFields>

export const blankPart = {
  number: '',
  description: '',
  unit: 'UNIT',
  supplierId: null,
  supplierNumber: null,
  leadTimeDays: null,
  assetTypeIds: [],
  notes: null,
} satisfies PartFields

export function PartFieldset({ control }: { control: Control<PartFields> }) {
  const { t } = useTranslation('inventory')
  const suppliers = useSupplierOptions()
  const types = useAssetTypeOptions()
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField control={control} name="number" label={t('field.number')} required upperCase mono maxLength={40} />
        <SelectField
          control={control}
          name="unit"
          label={t('field.unit')}
          options={partUnits.map((value) => ({ value, label: t(`unit.${value}`) }))}
          required
        />
      </div>
      <TextField control={control} name="description" label={t('field.description')} required maxLength={200} />
      <div className="grid gap-4 md:grid-cols-3">
        <SelectField control={control} name="supplierId" label={t('field.supplier')} options={suppliers} />
        <TextField control={control} name="supplierNumber" label={t('field.supplierNumber')} mono maxLength={60} />
        <NumberField
          control={control}
          name="leadTimeDays"
          label={t('field.leadTime')}
          unit={t('form.days')}
          fractionDigits={0}
        />
      </div>
      <ChecksField
        control={control}
        name="assetTypeIds"
        label={t('field.fits')}
        hint={t('form.fitsHint')}
        options={types}
      />
      <TextAreaField control={control} name="notes" label={t('field.notes')} maxLength={2000} />
    </>
  )
}
