import { useParams, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../../app/api/client.ts'
import { useSend } from '../../../app/api/send.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import { SkeletonForm } from '../../../ui/skeleton.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import type { Checklist } from '../schema.ts'
import { ChecklistEditor } from './checklist-editor.tsx'

export function EditChecklistPage() {
  const { t } = useTranslation('inspections')
  const { id = '' } = useParams({ strict: false })
  const checklist = query.useQuery('get', '/checklists/{id}', { params: { path: { id } } })
  return (
    <Page
      title={t('checklists.edit')}
      lead={checklist.data?.code}
      breadcrumbs={[
        { label: t('checklists.title'), href: '/inspections/checklists' },
        { label: checklist.data?.code ?? '…', href: `/inspections/checklists/${id}` },
      ]}
      narrow
    >
      <Loaded query={checklist} skeleton={<SkeletonForm />}>
        {(found) =>
          found.predefined ? <Notice tone="info">{t('checklists.readOnly')}</Notice> : <Edit checklist={found} />
        }
      </Loaded>
    </Page>
  )
}

/** Publishes the next version; inspections that were made keep the one they saw. */
function Edit({ checklist }: { checklist: Checklist }) {
  const { t } = useTranslation('inspections')
  const router = useRouter()
  const [edited] = useState(checklist)
  const publish = useSend('post', '/checklists/{id}/revisions', { version: edited.version })
  const [first] = useState({ nameEs: edited.nameEs, nameEn: edited.nameEn ?? '', sections: edited.sections })
  const path = { id: edited.id }
  return (
    <>
      <Notice tone="info">{t('editor.next', { version: edited.revision + 1 })}</Notice>
      <ChecklistEditor
        first={first}
        submit={t('editor.publishVersion', { version: edited.revision + 1 })}
        onSubmit={async (content) => {
          const made = await publish.mutateAsync({ params: { path }, body: content as never })
          toast(t('editor.published', { code: made.code, version: made.revision }))
          setTimeout(() => void router.navigate({ to: `/inspections/checklists/${made.id}` as never, replace: true }))
        }}
      />
    </>
  )
}
