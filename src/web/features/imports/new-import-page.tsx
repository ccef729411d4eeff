import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { importByteLimit, importRowLimit } from '../../../contract/imports.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { FileField } from '../../ui/form/file-field.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { Page } from '../../ui/page.tsx'
import { ImportSteps } from './import-steps.tsx'

const form = z.object({ files: z.array(z.instanceof(File)).min(1) })

/** The first step: the file goes up, is read through, and the wizard goes on with what it holds. */
export function NewImportPage() {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const navigate = useNavigate()
  const upload = useSend('post', '/imports')
  const state = useZodForm(form, { files: [] })
  return (
    <Page
      title={t('new.title')}
      breadcrumbs={[{ label: t('list.title'), href: '/imports' }]}
      tabs={<ImportSteps current="file" />}
      narrow
    >
      <Form
        form={state}
        guard={false}
        className="card grid gap-4 p-4"
        onSubmit={async ({ files }) => {
          const body = new FormData()
          body.append('file', files[0]!)
          const { id } = await upload.mutateAsync({ body } as never)
          await navigate({ to: `/imports/${id}`, replace: true })
        }}
      >
        <FileField
          control={state.control}
          name="files"
          label={t('new.file')}
          hint={t('new.hint', {
            megabytes: format.number(importByteLimit / 1024 / 1024),
            rows: format.number(importRowLimit),
          })}
          accept=".csv,.txt,.tsv,.gz,.xlsx"
          required
        />
        <SubmitBar label={t('new.send')} pending={upload.isPending} />
      </Form>
    </Page>
  )
}
