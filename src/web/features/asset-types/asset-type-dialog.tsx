import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createAssetType } from '../../../contract/asset-types.ts'
import { useSend } from '../../app/api/send.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { CheckField } from '../../ui/form/choice-fields.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { AssetType } from './asset-types-page.tsx'

const form = z.object(createAssetType.shape)

export function AssetTypeDialog({ type, onClose }: { type: AssetType | null; onClose: () => void }) {
  const { t } = useTranslation(['assetTypes', 'terms'])
  const create = useSend('post', '/asset-types')
  const update = useSend('patch', '/asset-types/{id}', { version: type?.version })
  const state = useZodForm(form, {
    code: type?.code ?? '',
    nameEs: type?.nameEs ?? '',
    nameEn: type?.nameEn ?? '',
    hasKm: type?.hasKm ?? false,
    hasHours: type?.hasHours ?? true,
  })
  return (
    <Dialog title={type ? t('editTitle', { name: type.name }) : t('add')} onClose={onClose}>
      <Form
        form={state}
        guard={false}
        onSubmit={async (body) => {
          if (type) await update.mutateAsync({ params: { path: { id: type.id } }, body })
          else await create.mutateAsync({ body })
          toast(t('saved', { name: body.nameEs }))
          onClose()
        }}
      >
        <TextField control={state.control} name="nameEs" label={t('nameEs')} required maxLength={80} />
        <TextField control={state.control} name="nameEn" label={t('nameEn')} required maxLength={80} />
        {!type?.predefined && (
          <TextField
            control={state.control}
            name="code"
            label={t('code')}
            hint={t('codeHint')}
            required
            upperCase
            mono
            maxLength={30}
          />
        )}
        <fieldset>
          <legend className="label mb-1">{t('meters')}</legend>
          <CheckField control={state.control} name="hasHours" label={t('terms:meter.HOURS')} />
          <CheckField control={state.control} name="hasKm" label={t('terms:meter.KM')} />
        </fieldset>
        <SubmitBar label={t('save')} pending={create.isPending || update.isPending} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
