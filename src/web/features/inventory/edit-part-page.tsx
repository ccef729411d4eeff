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
import { type PartFields, PartFieldset, partFields } from './part-form.tsx'
import type { Part } from './schema.ts'

function fieldsOf(part: Part): PartFields {
  const { number, description, unit, supplier, supplierNumber, leadTimeDays, notes, assetTypes } = part
  const assetTypeIds = assetTypes.map(({ id }) => id)
  return {
    number,
    description,
    unit,
    supplierId: supplier?.id ?? null,
    supplierNumber,
    leadTimeDays,
    notes,
    assetTypeIds,
  }
}

export function EditPartPage() {
  const { t } = useTranslation('inventory')
  const { id = '' } = useParams({ strict: false })
  const part = query.useQuery('get', '/parts/{id}', { params: { path: { id } } })
  return (
    <Loaded
      query={part}
      skeleton={
        <Page title={t('part.loading')} narrow>
          <SkeletonForm />
        </Page>
      }
    >
      {(found) => <EditPart part={found} refetch={async () => (await part.refetch()).data} />}
    </Loaded>
  )
}

function EditPart({ part, refetch }: { part: Part; refetch: () => Promise<Part | undefined> }) {
  const { t } = useTranslation('inventory')
  const router = useRouter()
  const here = `/inventory/${part.id}`
  /** The version that is being edited, not the newest one that the cache may hold. */
  const [version, setVersion] = useState(part.version)
  const send = useSend('patch', '/parts/{id}', { version })
  const state = useZodForm(partFields, fieldsOf(part))
  return (
    <Page
      title={t('form.editTitle', { number: part.number })}
      breadcrumbs={[
        { label: t('list.title'), href: '/inventory' },
        { label: part.number, href: here },
      ]}
      narrow
    >
      <Section title={t('form.data')}>
        <Form
          form={state}
          reload={async () => {
            const current = await refetch()
            if (!current) return undefined
            setVersion(current.version)
            return fieldsOf(current)
          }}
          onSubmit={async (body) => {
            await send.mutateAsync({ params: { path: { id: part.id } }, body })
            toast(t('form.saved', { number: body.number }))
            setTimeout(() => void router.navigate({ to: here as never }))
          }}
        >
          <PartFieldset control={state.control} />
          <SubmitBar label={t('form.save')} pending={send.isPending} onCancel={() => router.history.back()} />
        </Form>
      </Section>
    </Page>
  )
}
