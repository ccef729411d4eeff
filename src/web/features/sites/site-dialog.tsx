import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createSite } from '../../../contract/sites.ts'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { SelectField, treeOptions } from '../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { Site } from './sites-page.tsx'

const form = z.object(createSite.shape)

export function SiteDialog({ site, onClose }: { site: Site | null; onClose: () => void }) {
  const { t } = useTranslation(['sites', 'masterData'])
  const sites = query.useQuery('get', '/sites')
  const create = useSend('post', '/sites')
  const update = useSend('patch', '/sites/{id}', { version: site?.version })
  const state = useZodForm(form, {
    code: site?.code ?? '',
    name: site?.name ?? '',
    parentId: site?.parentId ?? null,
    latitude: site?.latitude ?? null,
    longitude: site?.longitude ?? null,
  })
  return (
    <FormDialog
      title={site ? t('masterData:editTitle', { name: site.name }) : t('add')}
      onClose={onClose}
      submit={t('masterData:save')}
      form={state}
      onSubmit={async (body) => {
        if (site) await update.mutateAsync({ params: { path: { id: site.id } }, body })
        else await create.mutateAsync({ body })
        toast(t('masterData:saved', { name: body.name }))
      }}
    >
      <TextField control={state.control} name="name" label={t('name')} required maxLength={120} />
      <TextField
        control={state.control}
        name="code"
        label={t('code')}
        hint={t('codeHint')}
        required
        upperCase
        mono
        maxLength={20}
      />
      <SelectField
        control={state.control}
        name="parentId"
        label={t('parent')}
        options={treeOptions((sites.data?.items ?? []).filter(({ id }) => id !== site?.id))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField control={state.control} name="latitude" label={t('latitude')} fractionDigits={6} />
        <NumberField control={state.control} name="longitude" label={t('longitude')} fractionDigits={6} />
      </div>
    </FormDialog>
  )
}
