import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { NextDues, UseLine } from './next-dues.tsx'
import { useRuleWords } from './rule-words.ts'
import type { PlanUnit } from './schema.ts'

interface UnitDuesProps {
  unit: PlanUnit
  plan: { id: string; pausedAt: string | null; archivedAt?: string | null }
  heading: { text: string; href: string; level: 2 | 3 }
}

/** One unit under one plan: open order, last service, next five, and what can be done about them. */
export function UnitDues({ unit, plan, heading }: UnitDuesProps) {
  const { t } = useTranslation('plans')
  const kind = unit.meter?.kind ?? null
  const Heading = `h${heading.level}` as const
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-3 md:grid-cols-[minmax(14rem,1fr)_2fr]">
      <div className="grid content-start gap-1">
        <Heading className="font-semibold">
          <AppLink href={heading.href} className="hover:underline">
            {heading.text}
          </AppLink>
        </Heading>
        <UseLine meter={unit.meter} />
        <LastService last={unit.last} kind={kind} />
      </div>
      <div className="grid content-start gap-3">
        {unit.openOrder && <OpenOrder order={unit.openOrder} />}
        {plan.pausedAt ? <p className="text-muted">{t('paused.short')}</p> : <NextDues dues={unit.next} kind={kind} />}
        {!unit.openOrder && !plan.pausedAt && !plan.archivedAt && unit.next.length > 0 && (
          <DueActions planId={plan.id} unit={unit} />
        )}
      </div>
    </div>
  )
}

function OpenOrder({ order }: { order: NonNullable<PlanUnit['openOrder']> }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  return (
    <p className="flex flex-wrap items-center gap-2">
      <AppLink href={`/work-orders/${order.id}`} className="link font-medium">
        {order.number}
      </AppLink>
      {order.dueAt && <span>{t('order.due', { when: format.date(order.dueAt) })}</span>}
      {order.overdue ? (
        <Badge tone="danger" icon="clock">
          {t('due.overdue')}
        </Badge>
      ) : (
        <Badge tone="info" icon="orders">
          {t('order.open')}
        </Badge>
      )}
    </p>
  )
}

function LastService({ last, kind }: { last: PlanUnit['last']; kind: 'KM' | 'HOURS' | null }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const words = useRuleWords()
  if (!last || last.outcome === 'OPEN') return null
  const at = last.total !== null && kind ? `, ${words.total(last.total, kind)}` : ''
  return (
    <p className="text-sm">
      {t(`last.${last.outcome}`, { when: format.date(last.on) })}
      {at}
      {last.order && (
        <>
          {' · '}
          <AppLink href={`/work-orders/${last.order.id}`} className="link">
            {last.order.number}
          </AppLink>
        </>
      )}
      {last.reason && <span className="block text-muted">{last.reason}</span>}
    </p>
  )
}

const touched = ['/plans', '/assets', '/work-orders']

function DueActions({ planId, unit }: { planId: string; unit: PlanUnit }) {
  const { t } = useTranslation('plans')
  const router = useRouter()
  const may = useCan()
  const say = useSayProblem()
  const [skipping, setSkipping] = useState(false)
  const raise = useSend('post', '/plans/{id}/units/{assetId}/raise', { invalidates: touched })
  const skip = useSend('post', '/plans/{id}/units/{assetId}/skip', { invalidates: touched })
  if (!may('plan.manage')) return null
  const params = { path: { id: planId, assetId: unit.asset.id } }
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="sm"
        icon="plus"
        pending={raise.isPending}
        onClick={() =>
          raise.mutate(
            { params },
            {
              onSuccess: ({ id }) => void router.navigate({ to: `/work-orders/${id}` as never }),
              onError: say,
            },
          )
        }
      >
        {t('raise.now')}
      </Button>
      <Button size="sm" variant="ghost" icon="right" onClick={() => setSkipping(true)}>
        {t('skip.open')}
      </Button>
      {skipping && (
        <Confirm
          title={t('skip.title', { code: unit.asset.code })}
          confirm={t('skip.confirm')}
          reason={{ label: t('skip.reason'), required: true }}
          onClose={() => setSkipping(false)}
          onConfirm={async (reason) => {
            await skip.mutateAsync({ params, body: { reason } })
            toast(t('skip.done'))
          }}
        >
          <p className="text-muted">{t('skip.text')}</p>
        </Confirm>
      )}
    </div>
  )
}
