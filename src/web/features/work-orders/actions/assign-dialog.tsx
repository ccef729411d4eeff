import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../../app/api/client.ts'
import { asProblem } from '../../../app/api/problem.ts'
import { useSend } from '../../../app/api/send.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { Combobox } from '../../../ui/form/combobox.tsx'
import { Field } from '../../../ui/form/field.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useSayProblem } from '../../../ui/use-say-problem.ts'
import { personLookup } from '../lookups.ts'
import type { WorkOrder } from '../schema.ts'
import { useReasonWords } from './assignment-words.ts'
import { useReadinessOverride } from './not-ready-dialog.tsx'

/** Who could do it, best first, with why; anybody else by name. */
export function AssignDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation('workOrders')
  const say = useSayProblem()
  const suggestions = query.useQuery('get', '/work-orders/{id}/assignees', { params: { path: { id: order.id } } })
  const [chosen, setChosen] = useState<string | null>(order.assignee?.id ?? null)
  const send = useSend('post', '/work-orders/{id}/assign', { version: order.version })
  const override = useReadinessOverride()
  const assign = async (overrideReason?: string) => {
    const body = { assigneeId: chosen, ...(overrideReason ? { overrideReason } : {}) }
    const saved = await send.mutateAsync({ params: { path: { id: order.id } }, body })
    toast(saved.assignee ? t('done.assigned', { name: saved.assignee.name }) : t('done.unassigned'))
    onClose()
  }
  const save = () => override.attempt(assign).catch((error: unknown) => say(asProblem(error)))
  return (
    <Dialog
      side
      width="34rem"
      title={t('ask.assign', { number: order.number })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => setChosen(null)}>{t('action.unassign')}</Button>
          <Button variant="primary" pending={send.isPending} onClick={() => void save()}>
            {t('action.saveAssignee')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label={t('field.assignee')} hint={chosen === null ? t('nobody') : undefined}>
          {(aria) => <Combobox {...aria} lookup={personLookup} value={chosen} onChange={(id) => setChosen(id)} />}
        </Field>
        <Loaded query={suggestions} skeleton={<SkeletonRows rows={4} />}>
          {({ items }) => (
            <fieldset>
              <legend className="label mb-1">{t('assign.suggested')}</legend>
              <div className="grid gap-2">
                {items.slice(0, 8).map((item) => (
                  <Suggestion
                    key={item.person.id}
                    item={item}
                    chosen={item.person.id === chosen}
                    choose={() => setChosen(item.person.id)}
                  />
                ))}
                {items.length === 0 && <p className="text-muted">{t('assign.none')}</p>}
              </div>
            </fieldset>
          )}
        </Loaded>
      </div>
      {override.dialog}
    </Dialog>
  )
}

interface SuggestionProps {
  item: Parameters<ReturnType<typeof useReasonWords>>[0] & { onTimer: boolean }
  chosen: boolean
  choose: () => void
}

function Suggestion({ item, chosen, choose }: SuggestionProps) {
  const { t } = useTranslation('workOrders')
  const format = useFormat()
  const words = useReasonWords()
  return (
    <label
      className={cx(
        'flex cursor-pointer items-start gap-3 rounded-md border p-3',
        chosen ? 'border-accent bg-accent-soft' : 'border-border hover:bg-default',
      )}
    >
      <input type="radio" name="assignee" className="check mt-0.5" checked={chosen} onChange={choose} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {item.person.name}
          {item.onTimer && (
            <Badge icon="clock" tone="info">
              {t('assign.onTimer')}
            </Badge>
          )}
        </span>
        <span className="block text-sm text-muted">{words(item).join(' · ')}</span>
      </span>
      <span className="text-sm font-semibold tabular-nums">{format.percent(item.score, 0)}</span>
    </label>
  )
}
