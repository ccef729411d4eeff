import type { Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { criticalities } from '../../../domain/asset.ts'
import { civilDate, optionalText, text, uuid } from '../../../contract/common.ts'
import { RadioField, SelectField } from '../../ui/form/choice-fields.tsx'
import { DateField } from '../../ui/form/date-fields.tsx'
import { TextAreaField, TextField } from '../../ui/form/text-fields.tsx'
import { useTypeOptions } from './master-data.ts'

/** What is known of a unit, wherever it stands: what the form for a new one and for changes share. */
export const assetFields = z.object({
  code: text(20),
  name: text(120),
  typeId: uuid,
  criticality: z.enum(criticalities),
  plate: optionalText(15),
  serialNumber: optionalText(60),
  make: optionalText(80),
  model: optionalText(80),
  /** Written as text: a number field would show 2.019. */
  year: z.nullable(z.string().trim().regex(/^(19[5-9]|20)\d\d$/)),
  commissionedOn: z.nullable(civilDate),
  notes: optionalText(2000),
})
export type AssetFields = z.input<typeof assetFields>

export const blankAsset = {
  code: '',
  name: '',
  typeId: '',
  criticality: 'MEDIUM',
  plate: null,
  serialNumber: null,
  make: null,
  model: null,
  year: null,
  commissionedOn: null,
  notes: null,
} as const satisfies AssetFields

export function AssetFieldset({ control }: { control: Control<AssetFields> }) {
  const { t } = useTranslation(['fleet', 'terms'])
  const types = useTypeOptions()
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          control={control}
          name="code"
          label={t('field.code')}
          hint={t('form.codeHint')}
          required
          upperCase
          mono
          maxLength={20}
        />
        <TextField control={control} name="name" label={t('field.name')} required maxLength={120} />
        <SelectField control={control} name="typeId" label={t('field.type')} options={types} required />
        <TextField
          control={control}
          name="plate"
          label={t('field.plate')}
          hint={t('form.plateHint')}
          upperCase
          mono
          maxLength={15}
        />
        <TextField control={control} name="make" label={t('field.brand')} maxLength={80} />
        <TextField control={control} name="model" label={t('field.model')} maxLength={80} />
        <TextField control={control} name="year" label={t('field.year')} maxLength={4} />
        <TextField
          control={control}
          name="serialNumber"
          label={t('field.serialNumber')}
          hint={t('form.serialHint')}
          upperCase
          mono
          maxLength={60}
        />
        <DateField
          control={control}
          name="commissionedOn"
          label={t('field.commissionedOn')}
          hint={t('form.commissionedHint')}
        />
      </div>
      <RadioField
        control={control}
        name="criticality"
        label={t('field.criticality')}
        options={criticalities.map((value) => ({ value, label: t(`terms:criticality.${value}`) }))}
      />
      <TextAreaField control={control} name="notes" label={t('field.notes')} maxLength={2000} />
    </>
  )
}
