import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { civilDate, instant, text, uuid } from '../../../contract/common.ts'
import type { BulkWorkOrders } from '../../../contract/work-order-changes.ts'
import { priorities } from '../../../domain/work-order.ts'
import { useSend } from '../../app/api/send.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioField } from '../../ui/form/choice-fields.tsx'
import { ComboField } from '../../ui/form/combo-field.tsx'
import { DateField, DateTimeField } from '../../ui/form/date-fields.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { TextAreaField } from '../../ui/form/text-fields.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { useReadinessOverride } from './actions/not-ready-dialog.tsx'
import { personLookup } from './lookups.ts'
import { usePriorityOptions } from './terms.ts'

type Change = BulkWorkOrders['change']
/** As many as the API changes at once. */
const most = 200

interface BulkActionsProps {
  ids: string[]
  clear: () => void
}

/** One change to every selected order: all of them, or none and why. */
export function BulkActions({ ids, clear }: BulkActionsProps) {
  const { t } = useTranslation('workOrders')
  const [asked, setAsked] = useState<Change['kind'] | null>(null)
  const close = () => setAsked(null)
  if (ids.length > most) return <p className="text-sm">{t('bulk.tooMany', { max: most })}</p>
  const props = {
    ids,
    onClose: close,
    onDone: () => {
      close()
      clear()
    },
  }
  const dialogs: Record<Change['kind'], ReactNode> = {
    assign: <AssignMany {...props} />,
    priority: <PriorityMany {...props} />,
    schedule: <ScheduleMany {...props} />,
    due: <DueMany {...props} />,
    cancel: <CancelMany {...props} />,
  }
  return (
    <>
      <Button size="sm" icon="user" onClick={() => setAsked('assign')}>
        {t('bulk.assign')}
      </Button>
      <Button size="sm" icon="calendar" onClick={() => setAsked('schedule')}>
        {t('bulk.schedule')}
      </Button>
      <MenuButton
        label={t('bulk.more')}
        items={[
          { label: t('bulk.priority'), icon: 'flag', onSelect: () => setAsked('priority') },
          { label: t('bulk.due'), icon: 'clock', onSelect: () => setAsked('due') },
          { label: t('bulk.cancel'), icon: 'cancelled', danger: true, onSelect: () => setAsked('cancel') },
        ]}
      />
      {asked && dialogs[asked]}
    </>
  )
}

interface ManyProps {
  ids: string[]
  onClose: () => void
  onDone: () => void
}

function useBulk({ ids, onDone }: ManyProps) {
  const { t } = useTranslation('workOrders')
  const send = useSend('post', '/work-orders/bulk')
  const apply = async (change: Change) => {
    const { changed } = await send.mutateAsync({ body: { ids, change } })
    toast(t('bulk.done', { count: changed }))
    onDone()
  }
  return { apply, pending: send.isPending, title: (kind: Change['kind']) => t(`bulk.title.${kind}`, { n: ids.length }) }
}

const assignForm = z.object({ assigneeId: z.nullable(uuid) })
function AssignMany(props: ManyProps) {
  const { t } = useTranslation('workOrders')
  const { apply, pending, title } = useBulk(props)
  const override = useReadinessOverride()
  const state = useZodForm(assignForm, { assigneeId: null })
  return (
    <Dialog title={title('assign')} onClose={props.onClose}>
      <Form
        form={state}
        guard={false}
        onSubmit={async ({ assigneeId }) => {
          const refusal = await override.attempt((overrideReason) =>
            apply({ kind: 'assign', assigneeId, overrideReason }),
          )
          if (refusal) throw refusal
        }}
      >
        <ComboField
          control={state.control}
          name="assigneeId"
          label={t('field.assignee')}
          hint={t('bulk.nobodyHint')}
          lookup={personLookup}
        />
        <SubmitBar label={t('bulk.assign')} pending={pending} onCancel={props.onClose} />
      </Form>
      {override.dialog}
    </Dialog>
  )
}

const priorityForm = z.object({ priority: z.enum(priorities) })
function PriorityMany(props: ManyProps) {
  const { t } = useTranslation('workOrders')
  const { apply, pending, title } = useBulk(props)
  const state = useZodForm(priorityForm, { priority: 'MEDIUM' })
  return (
    <Dialog title={title('priority')} onClose={props.onClose}>
      <Form form={state} guard={false} onSubmit={({ priority }) => apply({ kind: 'priority', priority })}>
        <RadioField
          control={state.control}
          name="priority"
          label={t('field.priority')}
          options={usePriorityOptions()}
        />
        <SubmitBar label={t('bulk.priority')} pending={pending} onCancel={props.onClose} />
      </Form>
    </Dialog>
  )
}

const scheduleForm = z.object({ scheduledOn: z.nullable(civilDate) })
function ScheduleMany(props: ManyProps) {
  const { t } = useTranslation('workOrders')
  const { apply, pending, title } = useBulk(props)
  const state = useZodForm(scheduleForm, { scheduledOn: null })
  return (
    <Dialog title={title('schedule')} onClose={props.onClose}>
      <Form form={state} guard={false} onSubmit={({ scheduledOn }) => apply({ kind: 'schedule', scheduledOn })}>
        <DateField
          control={state.control}
          name="scheduledOn"
          label={t('field.scheduledOn')}
          hint={t('bulk.noDateHint')}
        />
        <SubmitBar label={t('bulk.schedule')} pending={pending} onCancel={props.onClose} />
      </Form>
    </Dialog>
  )
}

const dueForm = z.object({ dueAt: z.nullable(instant) })
function DueMany(props: ManyProps) {
  const { t } = useTranslation('workOrders')
  const { apply, pending, title } = useBulk(props)
  const state = useZodForm(dueForm, { dueAt: null })
  return (
    <Dialog title={title('due')} onClose={props.onClose}>
      <Form form={state} guard={false} onSubmit={({ dueAt }) => apply({ kind: 'due', dueAt })}>
        <DateTimeField control={state.control} name="dueAt" label={t('field.dueAt')} hint={t('bulk.noDateHint')} />
        <SubmitBar label={t('bulk.due')} pending={pending} onCancel={props.onClose} />
      </Form>
    </Dialog>
  )
}

const cancelForm = z.object({ reason: text(500) })
function CancelMany(props: ManyProps) {
  const { t } = useTranslation('workOrders')
  const { apply, pending, title } = useBulk(props)
  const state = useZodForm(cancelForm, { reason: '' })
  return (
    <Dialog title={title('cancel')} onClose={props.onClose}>
      <Form form={state} guard={false} onSubmit={({ reason }) => apply({ kind: 'cancel', reason })}>
        <TextAreaField control={state.control} name="reason" label={t('field.reason')} required maxLength={500} />
        <SubmitBar label={t('bulk.cancel')} danger pending={pending} onCancel={props.onClose} />
      </Form>
    </Dialog>
  )
}
