import { useParams, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { Page } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { PlanEditor } from './plan-editor.tsx'
import { fieldsOf, ruleOf } from './plan-fields.ts'
import { targetText } from './plans-page.tsx'
import type { Plan } from './schema.ts'

export function EditPlanPage() {
  const { t } = useTranslation('plans')
  const { id = '' } = useParams({ strict: false })
  const plan = query.useQuery('get', '/plans/{id}', { params: { path: { id } } })
  return (
    <Loaded
      query={plan}
      skeleton={
        <Page title={t('loading')}>
          <SkeletonForm />
        </Page>
      }
    >
      {(found) => <EditPlan plan={found} refetch={async () => (await plan.refetch()).data} />}
    </Loaded>
  )
}

function EditPlan({ plan, refetch }: { plan: Plan; refetch: () => Promise<Plan | undefined> }) {
  const { t } = useTranslation('plans')
  const router = useRouter()
  /** The version that is being edited, not the newest one that the cache may hold. */
  const [version, setVersion] = useState(plan.version)
  const send = useSend('patch', '/plans/{id}', { version, invalidates: ['/plans', '/assets'] })
  const here = `/plans/${plan.id}`
  return (
    <Page
      title={t('form.editTitle', { name: plan.name })}
      lead={targetText(plan)}
      breadcrumbs={[
        { label: t('title'), href: '/plans' },
        { label: plan.name, href: here },
      ]}
    >
      <PlanEditor
        fields={fieldsOf(plan)}
        planId={plan.id}
        label={t('form.save')}
        pending={send.isPending}
        reload={async () => {
          const current = await refetch()
          if (!current) return undefined
          setVersion(current.version)
          return fieldsOf(current)
        }}
        onSubmit={async (fields) => {
          await send.mutateAsync({ params: { path: { id: plan.id } }, body: ruleOf(fields) })
          toast(t('form.saved', { name: fields.name }))
          setTimeout(() => void router.navigate({ to: here as never }))
        }}
      />
    </Page>
  )
}
