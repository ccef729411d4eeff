import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { type CheckedFields, type PlanFields, planFields } from './plan-fields.ts'
import { PlanFieldset } from './plan-form.tsx'
import { PlanPreview } from './plan-preview.tsx'

interface PlanEditorProps {
  fields: PlanFields
  planId?: string
  label: string
  pending: boolean
  onSubmit: (fields: CheckedFields) => Promise<unknown>
  reload?: () => Promise<PlanFields | undefined>
}

/** The editor beside what it would bring about. */
export function PlanEditor({ fields, planId, label, pending, onSubmit, reload }: PlanEditorProps): ReactNode {
  const router = useRouter()
  const state = useZodForm(planFields, fields)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)]">
      <Form form={state} onSubmit={onSubmit} reload={reload}>
        <PlanFieldset control={state.control} isNew={planId === undefined} />
        <SubmitBar label={label} pending={pending} onCancel={() => router.history.back()} />
      </Form>
      <div className="lg:sticky lg:top-4">
        <PlanPreview control={state.control} planId={planId} />
      </div>
    </div>
  )
}
