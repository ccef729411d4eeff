import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.ts'
import { blankPart, PartFieldset, partFields } from './part-form.tsx'

export function NewPartPage() {
  const { t } = useTranslation('inventory')
  const router = useRouter()
  const send = useSend('post', '/parts')
  const state = useZodForm(partFields, blankPart)
  return (
    <Page title={t('form.newTitle')} breadcrumbs={[{ label: t('list.title'), href: '/inventory' }]} narrow>
      <Section title={t('form.data')}>
        <Form
          form={state}
          onSubmit={async (body) => {
            const created = await send.mutateAsync({ body })
            toast(t('form.created', { number: created.number }))
            // After the form has settled: leaving a changed form asks first.
            setTimeout(() => void router.navigate({ to: `/inventory/${created.id}` as never }))
          }}
        >
          <PartFieldset control={state.control} />
          <SubmitBar label={t('form.create')} pending={send.isPending} onCancel={() => router.history.back()} />
        </Form>
      </Section>
    </Page>
  )
}
