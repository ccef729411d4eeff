import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormPage } from '../../ui/form/form-page.tsx'
import { useEdited } from '../../ui/form/use-edited.ts'
import { RecordPage } from '../../ui/record-page.tsx'
import { toast } from '../../ui/toast.ts'
import { type AssetFields, AssetFieldset, assetFields } from './asset-form.tsx'
import type { Asset } from './schema.ts'

function fieldsOf(asset: Asset): AssetFields {
  const { code, name, criticality, plate, serialNumber, make, model, year, commissionedOn, notes } = asset
  const typeId = asset.type.id
  const written = year === null ? null : String(year)
  return { code, name, typeId, criticality, plate, serialNumber, make, model, year: written, commissionedOn, notes }
}

export function EditAssetPage() {
  const { t } = useTranslation('fleet')
  const { id = '' } = useParams({ strict: false })
  const asset = query.useQuery('get', '/assets/{id}', { params: { path: { id } } })
  return (
    <RecordPage query={asset} loading={t('unit.loading')} narrow>
      {(found, refetch) => <EditAsset asset={found} refetch={refetch} />}
    </RecordPage>
  )
}

function EditAsset({ asset, refetch }: { asset: Asset; refetch: () => Promise<Asset | undefined> }) {
  const { t } = useTranslation('fleet')
  const here = `/assets/${asset.id}`
  const { version, reload } = useEdited(asset, refetch, fieldsOf)
  const send = useSend('patch', '/assets/{id}', { version })
  const state = useZodForm(assetFields, fieldsOf(asset))
  return (
    <FormPage
      title={t('form.editTitle', { code: asset.code })}
      breadcrumbs={[
        { label: t('list.title'), href: '/assets' },
        { label: asset.code, href: here },
      ]}
      section={t('data.title')}
      form={state}
      reload={reload}
      submit={t('form.save')}
      onSubmit={async ({ year, ...fields }) => {
        const body = { ...fields, year: year === null ? null : Number(year) }
        await send.mutateAsync({ params: { path: { id: asset.id } }, body })
        toast(t('form.saved', { code: fields.code }))
        return here
      }}
    >
      <AssetFieldset control={state.control} />
    </FormPage>
  )
}
