import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormPage } from '../../ui/form/form-page.tsx'
import { useEdited } from '../../ui/form/use-edited.ts'
import { RecordPage } from '../../ui/record-page.tsx'
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
    <RecordPage query={part} loading={t('part.loading')} narrow>
      {(found, refetch) => <EditPart part={found} refetch={refetch} />}
    </RecordPage>
  )
}

function EditPart({ part, refetch }: { part: Part; refetch: () => Promise<Part | undefined> }) {
  const { t } = useTranslation('inventory')
  const here = `/inventory/${part.id}`
  const { version, reload } = useEdited(part, refetch, fieldsOf)
  const send = useSend('patch', '/parts/{id}', { version })
  const state = useZodForm(partFields, fieldsOf(part))
  return (
    <FormPage
      title={t('form.editTitle', { number: part.number })}
      breadcrumbs={[
        { label: t('list.title'), href: '/inventory' },
        { label: part.number, href: here },
      ]}
      section={t('form.data')}
      form={state}
      reload={reload}
      submit={t('form.save')}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: part.id } }, body })
        toast(t('form.saved', { number: body.number }))
        return here
      }}
    >
      <PartFieldset control={state.control} />
    </FormPage>
  )
}
