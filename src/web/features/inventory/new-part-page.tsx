import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormPage } from '../../ui/form/form-page.tsx'
import { toast } from '../../ui/toast.ts'
import { blankPart, PartFieldset, partFields } from './part-form.tsx'

export function NewPartPage() {
  const { t } = useTranslation('inventory')
  const send = useSend('post', '/parts')
  const state = useZodForm(partFields, blankPart)
  return (
    <FormPage
      title={t('form.newTitle')}
      breadcrumbs={[{ label: t('list.title'), href: '/inventory' }]}
      section={t('form.data')}
      form={state}
      submit={t('form.create')}
      onSubmit={async (body) => {
        const created = await send.mutateAsync({ body })
        toast(t('form.created', { number: created.number }))
        return `/inventory/${created.id}`
      }}
    >
      <PartFieldset control={state.control} />
    </FormPage>
  )
}
