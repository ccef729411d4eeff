import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { IssueDialog, PlanDialog, ReturnDialog } from './order-part-dialogs.tsx'
import { useQuantity } from './quantity.ts'
import type { OrderPart } from './schema.ts'

/** What the section needs to know of the order. */
export interface OrderOfParts {
  id: string
  assetTypeId: string
  siteId: string
}

type Open = { kind: 'issue' | 'plan' | 'return'; line: OrderPart | null } | null

/** Parts planned for an order and issued to it: one press issues what was planned. */
export function OrderPartsSection({ order }: { order: OrderOfParts }) {
  const { t } = useTranslation('inventory')
  const may = useCan()
  const parts = query.useQuery('get', '/work-orders/{id}/parts', { params: { path: { id: order.id } } })
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const writable = parts.data?.writable ?? false
  const plans = writable && may('workOrder.edit')
  return (
    <Section
      title={t('order.title')}
      padded={false}
      actions={
        <>
          {plans && (
            <Button size="sm" icon="calendar" onClick={() => setOpen({ kind: 'plan', line: null })}>
              {t('order.plan')}
            </Button>
          )}
          {writable && (
            <Button size="sm" icon="plus" onClick={() => setOpen({ kind: 'issue', line: null })}>
              {t('order.use')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={parts} skeleton={<SkeletonRows rows={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="px-4 py-3 text-muted">{t('order.none')}</p>
          ) : (
            <ul className="divide-y divide-separator">
              {items.map((line) => (
                <Line
                  key={line.part.id}
                  line={line}
                  writable={writable}
                  plans={plans}
                  open={(kind) => setOpen({ kind, line })}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open?.kind === 'issue' && <IssueDialog order={order} line={open.line} onClose={close} />}
      {open?.kind === 'plan' && <PlanDialog order={order} line={open.line} onClose={close} />}
      {open?.kind === 'return' && open.line && <ReturnDialog order={order} line={open.line} onClose={close} />}
    </Section>
  )
}

interface LineProps {
  line: OrderPart
  writable: boolean
  plans: boolean
  open: (kind: 'issue' | 'plan' | 'return') => void
}

function Line({ line, writable, plans, open }: LineProps) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const quantity = useQuantity()
  const { part, planned, issued, free, bin, cost } = line
  const rest = Math.max(0, planned - issued)
  const facts = [
    planned > 0
      ? t('order.issuedOf', { issued: format.number(issued, 3), planned: quantity(planned, part.unit) })
      : t('order.issued', { quantity: quantity(issued, part.unit) }),
    ...(bin && rest > 0 ? [bin] : []),
    ...(cost ? [format.money(cost)] : []),
  ]
  const items: MenuItem[] = [
    ...(rest === 0 ? [{ label: t('order.issueMore'), icon: 'plus', onSelect: () => open('issue') } as const] : []),
    ...(issued > 0 ? [{ label: t('order.return'), icon: 'undo', onSelect: () => open('return') } as const] : []),
    ...(plans ? [{ label: t('order.changePlan'), icon: 'edit', onSelect: () => open('plan') } as const] : []),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <div className="min-w-0 flex-1 basis-40">
        <p className="[overflow-wrap:anywhere]">
          <span className="font-mono">{part.number}</span>
          {` · ${part.description}`}
        </p>
        <p className="text-sm text-muted">{facts.join(' · ')}</p>
        {rest > 0 && free < rest && writable && (
          <Badge tone="warning" icon="warning">
            {t('order.short', { quantity: quantity(free, part.unit) })}
          </Badge>
        )}
      </div>
      {writable && rest > 0 && (
        <Button size="sm" icon="check" onClick={() => open('issue')}>
          {t('order.issue')}
        </Button>
      )}
      {writable && items.length > 0 && <Menu label={t('order.actions', { number: part.number })} items={items} />}
    </li>
  )
}
