import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../../app/api/send.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { useCan, useMe } from '../../../app/session/session.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import type { Column } from '../../../ui/list/columns.ts'
import { SimpleTable } from '../../../ui/list/simple-table.tsx'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import { Section } from '../../../ui/page.tsx'
import { useSayProblem } from '../../../ui/use-say-problem.ts'
import { touched } from '../actions/touched.ts'
import type { LabourEntry, WorkOrder } from '../schema.ts'
import { AddHoursDialog, EditHoursDialog, StopTimerDialog } from './hours-dialogs.tsx'
import { TimerButton } from './timer-button.tsx'
import { useCostOpen } from './writable.ts'

/** Who worked how long, by timer or written down. */
export function LabourSection({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('workOrders')
  const [adding, setAdding] = useState(false)
  const writable = useCostOpen(order)
  return (
    <Section
      title={t('labour.title')}
      padded={false}
      actions={
        writable && (
          <>
            {order.status === 'IN_PROGRESS' && <TimerButton order={order} />}
            <Button size="sm" icon="plus" onClick={() => setAdding(true)}>
              {t('labour.add')}
            </Button>
          </>
        )
      }
    >
      {order.labour.length === 0 ? (
        <p className="px-4 py-3 text-muted">{t('labour.none')}</p>
      ) : (
        <Entries order={order} writable={writable} />
      )}
      {adding && <AddHoursDialog order={order} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function Entries({ order, writable }: { order: WorkOrder; writable: boolean }) {
  const { t } = useTranslation('workOrders')
  const format = useFormat()
  const may = useCan()
  const me = useMe()
  const columns: Column<LabourEntry>[] = [
    {
      id: 'date',
      header: t('field.date'),
      cell: (entry) => <span className="whitespace-nowrap">{format.date(entry.date)}</span>,
    },
    { id: 'person', header: t('field.person'), cell: (entry) => entry.person.name },
    {
      id: 'hours',
      header: t('field.hours'),
      numeric: true,
      cell: (entry) =>
        entry.hours === null ? (
          <Badge icon="clock" tone="info">
            {t('labour.runningSince', { time: format.time(entry.from) })}
          </Badge>
        ) : (
          `${format.number(entry.hours, 2)} h`
        ),
    },
    ...(may('workOrder.recordCost')
      ? [
          {
            id: 'cost',
            header: t('field.cost'),
            numeric: true,
            cell: (entry: LabourEntry) => (entry.cost === undefined ? null : format.money(entry.cost)),
          },
        ]
      : []),
    { id: 'note', header: t('field.note'), cell: (entry) => entry.note },
    ...(writable
      ? [
          {
            id: 'menu',
            header: t('labour.actions'),
            quiet: true,
            width: '3rem',
            cell: (entry: LabourEntry) =>
              (me.role !== 'OPERATOR' || entry.person.id === me.id) && <EntryMenu order={order} entry={entry} />,
          },
        ]
      : []),
  ]
  return <SimpleTable label={t('labour.title')} rows={order.labour} columns={columns} rowKey={({ id }) => id} />
}

function EntryMenu({ order, entry }: { order: WorkOrder; entry: LabourEntry }) {
  const { t } = useTranslation('workOrders')
  const say = useSayProblem()
  const [open, setOpen] = useState<'edit' | 'stop' | null>(null)
  const remove = useSend('delete', '/work-orders/{id}/labour/{entryId}', { invalidates: touched })
  const close = () => setOpen(null)
  const items: MenuItem[] = [
    entry.to === null
      ? { label: t('labour.stopAt'), icon: 'clock', onSelect: () => setOpen('stop') }
      : { label: t('labour.edit'), icon: 'edit', onSelect: () => setOpen('edit') },
    {
      label: t('labour.remove'),
      icon: 'trash',
      danger: true,
      onSelect: () => remove.mutate({ params: { path: { id: order.id, entryId: entry.id } } }, { onError: say }),
    },
  ]
  return (
    <>
      <Menu label={t('labour.actions', { name: entry.person.name })} items={items} />
      {open === 'edit' && <EditHoursDialog order={order} entry={entry} onClose={close} />}
      {open === 'stop' && <StopTimerDialog order={order} entry={entry} onClose={close} />}
    </>
  )
}
