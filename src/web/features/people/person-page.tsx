import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { useEdited } from '../../ui/form/use-edited.ts'
import { Page, Section } from '../../ui/page.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { toast } from '../../ui/toast.ts'
import { DocumentsSection } from '../documents/documents-section.tsx'
import { AccountSection } from './account-section.tsx'
import { PersonBadge } from './person-badge.tsx'
import { type PersonFields, PersonFieldset, personFields } from './person-form.tsx'
import { RatesSection } from './rates-section.tsx'
import type { Person } from './schema.ts'

function fieldsOf({ name, email, role, rut, phone, sites, skills, weeklyHours, hourlyRate }: Person): PersonFields {
  return { name, email, role, rut, phone, siteIds: sites.map(({ id }) => id), skills, weeklyHours, hourlyRate }
}

export function PersonPage() {
  const { t } = useTranslation('people')
  const { id = '' } = useParams({ strict: false })
  const person = query.useQuery('get', '/people/{id}', { params: { path: { id } } })
  return (
    <RecordPage query={person} loading={t('loading')} narrow>
      {(found, refetch) => <OnePerson key={found.id} person={found} refetch={refetch} />}
    </RecordPage>
  )
}

function OnePerson({ person, refetch }: { person: Person; refetch: () => Promise<Person | undefined> }) {
  const { t } = useTranslation(['people', 'shell'])
  const { version, take, reload } = useEdited(person, refetch, fieldsOf)
  const send = useSend('patch', '/people/{id}', { version })
  const state = useZodForm(personFields, fieldsOf(person))
  return (
    <Page
      title={person.name}
      mark={<PersonBadge person={person} />}
      breadcrumbs={[
        { label: t('shell:nav.admin'), href: '/admin' },
        { label: t('title'), href: '/admin/people' },
      ]}
      narrow
    >
      <Section title={t('data')}>
        <Form
          form={state}
          reload={reload}
          onSubmit={async (body) => {
            const saved = await send.mutateAsync({ params: { path: { id: person.id } }, body })
            take(saved)
            toast(t('saved', { name: saved.name }))
          }}
        >
          <PersonFieldset control={state.control} />
          <SubmitBar label={t('save')} pending={send.isPending} />
        </Form>
      </Section>
      <DocumentsSection subject={{ kind: 'PERSON', id: person.id }} active={person.deactivatedAt === null} />
      <AccountSection person={person} onChanged={take} />
      <RatesSection rates={person.rates} />
    </Page>
  )
}
