import { useRouter, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { config } from '../../app/config.ts'
import { civilToday } from '../../ui/form/civil-time.ts'
import { Page } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.ts'
import { PlanEditor } from './plan-editor.tsx'
import { blankPlan, ruleOf, targetOf } from './plan-fields.ts'

export function NewPlanPage() {
  const { t } = useTranslation('plans')
  const router = useRouter()
  const { assetId } = useSearch({ strict: false }) as { assetId?: string }
  const send = useSend('post', '/plans', { invalidates: ['/plans', '/assets'] })
  return (
    <Page title={t('form.newTitle')} breadcrumbs={[{ label: t('title'), href: '/plans' }]}>
      <PlanEditor
        fields={{ ...blankPlan(civilToday(config.timeZone), t('services.first')), assetId: assetId ?? null }}
        label={t('form.create')}
        pending={send.isPending}
        onSubmit={async (fields) => {
          const created = await send.mutateAsync({ body: { ...ruleOf(fields), ...targetOf(fields) } })
          toast(t('form.created', { name: created.name }))
          // After the form has settled: leaving a changed form asks first.
          setTimeout(() => void router.navigate({ to: `/plans/${created.id}` as never }))
        }}
      />
    </Page>
  )
}
