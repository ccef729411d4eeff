import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { uuid } from '../../../contract/common.ts'
import { setLevel } from '../../../contract/inventory.ts'
import { useSend } from '../../app/api/send.ts'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import { useSiteOptions } from './lookups.ts'
import type { Part, PartLevel } from './schema.ts'

const form = z.object({ ...setLevel.shape, siteId: uuid })

/** Where a part lies at a site, and when more of it is wanted. */
export function LevelDialog({ part, level, onClose }: { part: Part; level: PartLevel | null; onClose: () => void }) {
  const { t } = useTranslation('inventory')
  const sites = useSiteOptions().filter(({ value }) => !part.levels.some(({ site }) => site.id === value))
  const send = useSend('put', '/parts/{id}/levels/{siteId}')
  const state = useZodForm(form, {
    siteId: level?.site.id ?? '',
    bin: level?.bin ?? null,
    minStock: level?.minStock ?? 0,
    reorderPoint: level?.reorderPoint ?? 0,
  })
  const { control } = state
  const unit = t(`unitShort.${part.unit}`)
  return (
    <FormDialog
      title={level ? t('level.editTitle', { site: level.site.name }) : t('level.add')}
      onClose={onClose}
      submit={t('form.save')}
      form={state}
      onSubmit={async ({ siteId, ...body }) => {
        await send.mutateAsync({ params: { path: { id: part.id, siteId } }, body })
        toast(t('level.saved'))
      }}
    >
      {!level && <SelectField control={control} name="siteId" label={t('field.site')} options={sites} required />}
      <TextField control={control} name="bin" label={t('field.bin')} hint={t('level.binHint')} mono maxLength={30} />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          control={control}
          name="minStock"
          label={t('field.minStock')}
          hint={t('level.minHint')}
          unit={unit}
          fractionDigits={3}
          required
        />
        <NumberField
          control={control}
          name="reorderPoint"
          label={t('field.reorderPoint')}
          hint={t('level.reorderHint')}
          unit={unit}
          fractionDigits={3}
          required
        />
      </div>
    </FormDialog>
  )
}
