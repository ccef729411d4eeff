import type { Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { uuid } from '../../../contract/common.ts'
import { useSend } from '../../app/api/send.ts'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { ComboField } from '../../ui/form/combo-field.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormPage } from '../../ui/form/form-page.tsx'
import { toast } from '../../ui/toast.ts'
import { type AssetFields, AssetFieldset, assetFields, blankAsset } from './asset-form.tsx'
import { assetLookup } from './asset-lookup.ts'
import { useSiteOptions } from './master-data.ts'

const form = assetFields.extend({ siteId: z.nullable(uuid), parentId: z.nullable(uuid) })

export function NewAssetPage() {
  const { t } = useTranslation('fleet')
  const sites = useSiteOptions()
  const send = useSend('post', '/assets')
  const state = useZodForm(form, { ...blankAsset, siteId: null, parentId: null })
  const mounted = state.watch('parentId') !== null
  return (
    <FormPage
      title={t('form.newTitle')}
      breadcrumbs={[{ label: t('list.title'), href: '/assets' }]}
      section={t('data.title')}
      form={state}
      submit={t('form.create')}
      onSubmit={async ({ siteId, parentId, year, ...fields }) => {
        const place = parentId ? { parentId } : { siteId: siteId ?? undefined }
        const body = { ...fields, ...place, year: year === null ? null : Number(year) }
        const created = await send.mutateAsync({ body })
        toast(t('form.created', { code: created.code }))
        return `/assets/${created.id}`
      }}
    >
      <AssetFieldset control={state.control as unknown as Control<AssetFields>} />
      <div className="grid gap-4 md:grid-cols-2">
        {!mounted && (
          <SelectField control={state.control} name="siteId" label={t('field.site')} options={sites} required />
        )}
        <ComboField
          control={state.control}
          name="parentId"
          label={t('field.parent')}
          hint={t('form.parentHint')}
          lookup={assetLookup}
        />
      </div>
    </FormPage>
  )
}
