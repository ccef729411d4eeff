import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { blankPerson, PersonFieldset, personFields } from './person-form.tsx'
import { TemporaryPassword } from './temporary-password.tsx'

export function NewPersonPage() {
  const { t } = useTranslation(['people', 'shell'])
  const router = useRouter()
  const create = useSend('post', '/people')
  const state = useZodForm(personFields, blankPerson)
  const [added, setAdded] = useState<{ id: string; name: string; password: string } | null>(null)
  return (
    <Page
      title={t('add')}
      breadcrumbs={[
        { label: t('shell:nav.admin'), href: '/admin' },
        { label: t('title'), href: '/admin/people' },
      ]}
      narrow
    >
      <Section title={t('data')}>
        <Form
          form={state}
          onSubmit={async (body) => {
            const { id, name, temporaryPassword } = await create.mutateAsync({ body })
            setAdded({ id, name, password: temporaryPassword })
          }}
        >
          <PersonFieldset control={state.control} />
          <SubmitBar label={t('create')} pending={create.isPending} onCancel={() => router.history.back()} />
        </Form>
      </Section>
      {added && (
        <TemporaryPassword
          name={added.name}
          password={added.password}
          onClose={() => void router.navigate({ to: `/admin/people/${added.id}` as never, replace: true })}
        />
      )}
    </Page>
  )
}
