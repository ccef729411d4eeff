import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { optionalText, text, uuid } from '../../../contract/common.ts'
import { useSend } from '../../app/api/send.ts'
import { RadioField } from '../../ui/form/choice-fields.tsx'
import { ComboField } from '../../ui/form/combo-field.tsx'
import { FileField } from '../../ui/form/file-field.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { TextAreaField, TextField } from '../../ui/form/text-fields.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { assetLookup } from '../fleet/asset-lookup.ts'

const form = z.object({
  assetId: uuid,
  what: text(200),
  canMove: z.enum(['yes', 'no']),
  description: optionalText(5000),
  photos: z.array(z.instanceof(File)),
})

/** A fault, told in the field: what, and whether the unit can still move. */
export function ReportPage() {
  const { t } = useTranslation('workOrders')
  const say = useSayProblem()
  const router = useRouter()
  const { assetId } = useSearch({ strict: false }) as { assetId?: string }
  const [given] = useState(assetId ?? '')
  const report = useSend('post', '/work-orders/report', { invalidates: ['/work-orders', '/assets'] })
  const addFile = useSend('post', '/files', { invalidates: ['/work-orders'] })
  const state = useZodForm(form, { assetId: given, what: '', description: null, photos: [] })

  const sendPhotos = async (orderId: string, photos: File[]) => {
    for (const photo of photos) {
      const body = new FormData()
      body.append('file', photo)
      const owner = { ownerType: 'workOrder', ownerId: orderId, kind: 'PHOTO_BEFORE' } as const
      // The report is in already; a photo that does not follow is said, and can be added on the order's page.
      await addFile.mutateAsync({ params: { query: owner }, body } as never).catch(say)
    }
  }
  return (
    <Page title={t('report.title')} narrow>
      <Section title={t('report.section')}>
        <Form
          form={state}
          onSubmit={async ({ photos, canMove, ...fault }) => {
            const created = await report.mutateAsync({ body: { ...fault, canMove: canMove === 'yes' } })
            await sendPhotos(created.id, photos)
            toast(t('done.reported', { number: created.number }))
            setTimeout(() => void router.navigate({ to: `/work-orders/${created.id}` as never }))
          }}
        >
          <ComboField control={state.control} name="assetId" label={t('field.asset')} lookup={assetLookup} required />
          <TextField control={state.control} name="what" label={t('report.what')} required maxLength={200} />
          <RadioField
            control={state.control}
            name="canMove"
            label={t('report.canMove')}
            options={[
              { value: 'yes', label: t('report.yes'), icon: 'check' },
              { value: 'no', label: t('report.no'), icon: 'stop' },
            ]}
          />
          <FileField
            control={state.control}
            name="photos"
            label={t('photo.title')}
            accept="image/jpeg,image/png,image/webp"
            camera
            multiple
          />
          <TextAreaField control={state.control} name="description" label={t('field.detail')} maxLength={5000} />
          <SubmitBar label={t('report.send')} pending={report.isPending} onCancel={() => router.history.back()} />
        </Form>
      </Section>
    </Page>
  )
}
