import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../../app/api/client.ts'
import { useSend } from '../../../app/api/send.ts'
import { Field } from '../../../ui/form/field.tsx'
import { Page } from '../../../ui/page.tsx'
import { SkeletonForm } from '../../../ui/skeleton.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useTypeOptions } from '../../fleet/master-data.ts'
import type { Checklist } from '../schema.ts'
import { ChecklistEditor } from './checklist-editor.tsx'
import { newSection } from './content-edit.ts'

/** A checklist of one's own, empty or as a copy of another. */
export function NewChecklistPage() {
  const { t } = useTranslation('inspections')
  const { from } = useSearch({ strict: false }) as { from?: string }
  const source = query.useQuery(
    'get',
    '/checklists/{id}',
    { params: { path: { id: from ?? '' } } },
    { enabled: !!from },
  )
  return (
    <Page
      title={t('checklists.add')}
      breadcrumbs={[
        { label: t('title'), href: '/inspections' },
        { label: t('checklists.title'), href: '/inspections/checklists' },
      ]}
      narrow
    >
      {from ? (
        <Loaded query={source} skeleton={<SkeletonForm />}>
          {(found) => <New source={found} />}
        </Loaded>
      ) : (
        <New source={null} />
      )}
    </Page>
  )
}

function New({ source }: { source: Checklist | null }) {
  const { t } = useTranslation('inspections')
  const router = useRouter()
  const types = useTypeOptions()
  const create = useSend('post', '/checklists')
  const [code, setCode] = useState('')
  const [assetTypeId, setAssetTypeId] = useState(source?.assetType.id ?? '')
  const [first] = useState(() => ({
    nameEs: source ? t('editor.copyOf', { name: source.nameEs }) : '',
    nameEn: source?.nameEn ?? '',
    sections: source?.sections ?? [newSection()],
  }))
  return (
    <ChecklistEditor
      first={first}
      submit={t('editor.publish')}
      head={
        <>
          <Field label={t('editor.code')} hint={t('editor.codeHint')} required>
            {(aria) => (
              <input
                {...aria}
                className="input font-mono"
                maxLength={30}
                value={code}
                onChange={({ target }) => setCode(target.value.toUpperCase())}
              />
            )}
          </Field>
          <Field label={t('editor.type')} required>
            {(aria) => (
              <select
                {...aria}
                className="input"
                value={assetTypeId}
                onChange={({ target }) => setAssetTypeId(target.value)}
              >
                <option value="">{t('editor.chooseType')}</option>
                {types.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      }
      onSubmit={async (content) => {
        const made = await create.mutateAsync({ body: { code, assetTypeId, ...content } as never })
        toast(t('editor.published', { code: made.code, version: made.revision }))
        setTimeout(() => void router.navigate({ to: `/inspections/checklists/${made.id}` as never, replace: true }))
      }}
    />
  )
}
