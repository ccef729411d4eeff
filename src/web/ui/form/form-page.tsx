import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { Page, type PageProps, Section } from '../page.tsx'
import { Form, SubmitBar } from './form.tsx'

interface FormPageProps<I extends FieldValues, O> extends Pick<PageProps, 'title' | 'breadcrumbs'> {
  /** Titles the card that holds the fields. */
  section: string
  form: UseFormReturn<I, unknown, O>
  /** Sends, and says where to go afterwards. */
  onSubmit: (values: O) => Promise<string>
  reload?: () => Promise<I | undefined>
  /** The button says what it does. */
  submit: string
  children: ReactNode
}

/** A page that is a form: of a new record, or of one that exists. */
export function FormPage<I extends FieldValues, O>(props: FormPageProps<I, O>) {
  const { title, breadcrumbs, section, form, onSubmit, reload, submit, children } = props
  const router = useRouter()
  return (
    <Page title={title} breadcrumbs={breadcrumbs} narrow>
      <Section title={section}>
        <Form
          form={form}
          reload={reload}
          onSubmit={async (values) => {
            const next = await onSubmit(values)
            // After the form has settled: leaving a changed form asks first.
            setTimeout(() => void router.navigate({ to: next as never }))
          }}
        >
          {children}
          <SubmitBar label={submit} pending={form.formState.isSubmitting} onCancel={() => router.history.back()} />
        </Form>
      </Section>
    </Page>
  )
}
