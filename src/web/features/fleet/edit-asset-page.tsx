import { useParams, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { AssetFieldset, type AssetFields, assetFields } from './asset-form.tsx'
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
    <Loaded
      query={asset}
      skeleton={
        <Page title={t('unit.loading')} narrow>
          <SkeletonForm />
        </Page>
      }
    >
      {(found) => <EditAsset asset={found} refetch={async () => (await asset.refetch()).data} />}
    </Loaded>
  )
}

function EditAsset({ asset, refetch }: { asset: Asset; refetch: () => Promise<Asset | undefined> }) {
  const { t } = useTranslation('fleet')
  const router = useRouter()
  const here = `/assets/${asset.id}`
  /** The version that is being edited, not the newest one that the cache may hold. */
  const [version, setVersion] = useState(asset.version)
  const send = useSend('patch', '/assets/{id}', { version })
  const state = useZodForm(assetFields, fieldsOf(asset))
  return (
    <Page
      title={t('form.editTitle', { code: asset.code })}
      breadcrumbs={[
        { label: t('list.title'), href: '/assets' },
        { label: asset.code, href: here },
      ]}
      narrow
    >
      <Section title={t('data.title')}>
        <Form
          form={state}
          reload={async () => {
            const current = await refetch()
            if (!current) return undefined
            setVersion(current.version)
            return fieldsOf(current)
          }}
          onSubmit={async ({ year, ...fields }) => {
            const body = { ...fields, year: year === null ? null : Number(year) }
            await send.mutateAsync({ params: { path: { id: asset.id } }, body })
            toast(t('form.saved', { code: fields.code }))
            setTimeout(() => void router.navigate({ to: here as never }))
          }}
        >
          <AssetFieldset control={state.control} />
          <SubmitBar label={t('form.save')} pending={send.isPending} onCancel={() => router.history.back()} />
        </Form>
      </Section>
    </Page>
  )
}
