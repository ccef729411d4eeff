import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createAssetType } from '../../../contract/asset-types.ts'
import { useSend } from '../../app/api/send.ts'
import { CheckField } from '../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { NamesAndCode } from '../admin/names-and-code.tsx'
import type { AssetType } from './asset-types-page.tsx'

const form = z.object(createAssetType.shape)

export function AssetTypeDialog({ type, onClose }: { type: AssetType | null; onClose: () => void }) {
  const { t } = useTranslation(['assetTypes', 'masterData', 'terms'])
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
    <FormDialog
      title={type ? t('masterData:editTitle', { name: type.name }) : t('add')}
      onClose={onClose}
      submit={t('masterData:save')}
      form={state}
      onSubmit={async (body) => {
        if (type) await update.mutateAsync({ params: { path: { id: type.id } }, body })
        else await create.mutateAsync({ body })
        toast(t('masterData:saved', { name: body.nameEs }))
      }}
    >
      <NamesAndCode control={state.control} codeHint={!type?.predefined && t('codeHint')} />
      <fieldset>
        <legend className="label mb-1">{t('meters')}</legend>
        <CheckField control={state.control} name="hasHours" label={t('terms:meter.HOURS')} />
        <CheckField control={state.control} name="hasKm" label={t('terms:meter.KM')} />
      </fieldset>
    </FormDialog>
  )
}
