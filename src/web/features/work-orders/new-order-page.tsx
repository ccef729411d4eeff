import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { civilDate, instant, optionalText, text, uuid } from '../../../contract/common.ts'
import { systemCodes } from '../../../domain/system.ts'
import { priorities } from '../../../domain/work-order.ts'
import { useSend } from '../../app/api/send.ts'
import { RadioField, SelectField } from '../../ui/form/choice-fields.tsx'
import { ComboField } from '../../ui/form/combo-field.tsx'
import { DateField, DateTimeField } from '../../ui/form/date-fields.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { TextAreaField, TextField } from '../../ui/form/text-fields.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.ts'
import { assetLookup } from '../fleet/asset-lookup.ts'
import { useReadinessOverride } from './actions/not-ready-dialog.tsx'
import { personLookup, useOrderTypeOptions } from './lookups.ts'
import { usePriorityOptions, useSystemOptions } from './terms.ts'

const form = z.object({
  assetId: uuid,
  title: text(200),
  typeId: uuid,
  priority: z.enum(priorities),
  description: optionalText(5000),
  system: z.nullable(z.enum(systemCodes)),
  assigneeId: z.nullable(uuid),
  scheduledOn: z.nullable(civilDate),
  dueAt: z.nullable(instant),
  estimatedHours: z.nullable(z.number().positive().max(100_000)),
  /** One task a line. */
  tasks: optionalText(20_000),
})

const lines = (tasks: string | null | undefined) =>
  (tasks ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export function NewOrderPage() {
  const { t } = useTranslation(['workOrders', 'terms'])
  const router = useRouter()
  const { assetId } = useSearch({ strict: false }) as { assetId?: string }
  const [given] = useState(assetId ?? '')
  const send = useSend('post', '/work-orders', { invalidates: ['/work-orders', '/assets'] })
  const override = useReadinessOverride()
  const state = useZodForm(form, {
    assetId: given,
    title: '',
    typeId: '',
    priority: 'MEDIUM',
    description: null,
    system: null,
    assigneeId: null,
    scheduledOn: null,
    dueAt: null,
    estimatedHours: null,
    tasks: null,
  })
  return (
    <Page title={t('new.title')} breadcrumbs={[{ label: t('list.title'), href: '/work-orders' }]} narrow>
      <Section title={t('new.what')}>
        <Form
          form={state}
          onSubmit={async ({ tasks, ...order }) => {
            const refusal = await override.attempt(async (overrideReason) => {
              const created = await send.mutateAsync({ body: { ...order, tasks: lines(tasks), overrideReason } })
              toast(t('done.created', { number: created.number }))
              // After the form has settled: leaving a changed form asks first.
              setTimeout(() => void router.navigate({ to: `/work-orders/${created.id}` as never }))
            })
            if (refusal) throw refusal
          }}
        >
          <ComboField control={state.control} name="assetId" label={t('field.asset')} lookup={assetLookup} required />
          <TextField control={state.control} name="title" label={t('field.title')} required maxLength={200} />
          <div className="grid gap-4 md:grid-cols-2">
            <SelectField
              control={state.control}
              name="typeId"
              label={t('field.type')}
              options={useOrderTypeOptions()}
              required
            />
            <SelectField control={state.control} name="system" label={t('field.system')} options={useSystemOptions()} />
          </div>
          <RadioField
            control={state.control}
            name="priority"
            label={t('field.priority')}
            options={usePriorityOptions()}
          />
          <TextAreaField control={state.control} name="description" label={t('field.description')} maxLength={5000} />
          <div className="grid gap-4 md:grid-cols-2">
            <ComboField
              control={state.control}
              name="assigneeId"
              label={t('field.assignee')}
              hint={t('new.assigneeHint')}
              lookup={personLookup}
            />
            <NumberField control={state.control} name="estimatedHours" label={t('field.estimatedHours')} unit="h" />
            <DateField control={state.control} name="scheduledOn" label={t('field.scheduledOn')} />
            <DateTimeField control={state.control} name="dueAt" label={t('field.dueAt')} />
          </div>
          <TextAreaField
            control={state.control}
            name="tasks"
            label={t('task.title')}
            hint={t('new.tasksHint')}
            rows={4}
          />
          <SubmitBar label={t('new.create')} pending={send.isPending} onCancel={() => router.history.back()} />
        </Form>
        {override.dialog}
      </Section>
    </Page>
  )
}
