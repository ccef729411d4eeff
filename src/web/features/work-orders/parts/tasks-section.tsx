import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../../app/api/send.ts'
import { Button } from '../../../ui/button.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import { Section } from '../../../ui/page.tsx'
import { useSayProblem } from '../../../ui/use-say-problem.ts'
import type { WorkOrder } from '../schema.ts'
import { usePlannable, useWritable } from './writable.ts'

export function TasksSection({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('workOrders')
  const plannable = usePlannable(order)
  const done = order.tasks.filter(({ doneAt }) => doneAt !== null).length
  if (order.tasks.length === 0 && !plannable) return null
  return (
    <Section
      title={t('task.title')}
      padded={false}
      actions={
        order.tasks.length > 0 && (
          <span className="text-xs text-muted tabular-nums">{t('task.done', { done, all: order.tasks.length })}</span>
        )
      }
    >
      <ul className="divide-y divide-separator">
        {order.tasks.map((task, index) => (
          <TaskRow key={task.id} order={order} index={index} plannable={plannable} />
        ))}
      </ul>
      {plannable && <AddTask order={order} />}
    </Section>
  )
}

interface TaskRowProps {
  order: WorkOrder
  index: number
  plannable: boolean
}

function TaskRow({ order, index, plannable }: TaskRowProps) {
  const { t } = useTranslation('workOrders')
  const say = useSayProblem()
  const writable = useWritable(order)
  const task = order.tasks[index]!
  const tick = useSend('put', '/work-orders/{id}/tasks/{taskId}/done')
  const remove = useSend('delete', '/work-orders/{id}/tasks/{taskId}')
  const reorder = useSend('put', '/work-orders/{id}/tasks/order')
  const params = { path: { id: order.id, taskId: task.id } }
  const said = {
    onError: say,
  }
  const moveTo = (place: number) => {
    const ids = order.tasks.map(({ id }) => id)
    ids.splice(place, 0, ...ids.splice(index, 1))
    reorder.mutate({ params: { path: { id: order.id } }, body: { ids } }, said)
  }
  const ticked = tick.isPending ? tick.variables?.body.done : task.doneAt !== null
  const items: MenuItem[] = [
    ...(index > 0 ? [{ label: t('task.up'), icon: 'up', onSelect: () => moveTo(index - 1) } as const] : []),
    ...(index < order.tasks.length - 1
      ? [{ label: t('task.down'), icon: 'down', onSelect: () => moveTo(index + 1) } as const]
      : []),
    { label: t('task.remove'), icon: 'trash', danger: true, onSelect: () => remove.mutate({ params }, said) },
  ]
  return (
    <li className="flex items-center gap-2 px-4 py-1">
      <label className="flex min-h-12 min-w-0 flex-1 cursor-pointer items-center gap-3 md:min-h-9">
        <input
          type="checkbox"
          className="check"
          checked={ticked}
          disabled={!writable}
          onChange={({ target }) => tick.mutate({ params, body: { done: target.checked } }, said)}
        />
        <span className={cx('min-w-0 flex-1', ticked && 'text-muted line-through')}>{task.text}</span>
        {task.doneBy && <span className="text-xs text-muted">{task.doneBy.name}</span>}
      </label>
      {plannable && <Menu label={t('task.actions', { text: task.text })} items={items} />}
    </li>
  )
}

function AddTask({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('workOrders')
  const say = useSayProblem()
  const [text, setText] = useState('')
  const add = useSend('post', '/work-orders/{id}/tasks', { onSuccess: () => setText('') })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!text.trim()) return
    add.mutate({ params: { path: { id: order.id } }, body: { text } }, { onError: say })
  }
  return (
    <form onSubmit={submit} className="flex gap-2 border-t border-separator px-4 py-2">
      <input
        className="input min-w-0 flex-1"
        aria-label={t('task.new')}
        placeholder={t('task.new')}
        value={text}
        maxLength={300}
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit" icon="plus" pending={add.isPending}>
        {t('task.add')}
      </Button>
    </form>
  )
}
