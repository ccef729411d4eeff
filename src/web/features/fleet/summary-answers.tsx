import { useTranslation } from 'react-i18next'
import { systemNames } from '../../../domain/system.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { PriorityBadge, WorkOrderStatusBadge } from '../../ui/status-badge.tsx'
import type { Asset, AssetSummary } from './schema.ts'

interface Answer {
  summary: AssetSummary
}

/** A unit may go out when it operates; urgent or overdue work on it is said before somebody takes it. */
export function CanLeave({ asset, summary }: Answer & { asset: Asset }) {
  const { t } = useTranslation(['fleet', 'terms'])
  const format = useFormat()
  const operating = asset.status === 'OPERATING' && asset.archivedAt === null
  const urgent = summary.open.some(({ priority }) => priority === 'URGENT')
  const warned = operating && (urgent || summary.overdueCount > 0)
  const reasons = [
    asset.archivedAt ? t('answer.archived') : null,
    asset.status === 'OPERATING'
      ? null
      : [t(`terms:assetStatus.${asset.status}`), asset.statusReason].filter(Boolean).join(': '),
    asset.status === 'OPERATING' ? null : t('unit.since', { when: format.relative(asset.statusSince) }),
    operating && urgent ? t('answer.urgent') : null,
    operating && summary.overdueCount > 0 ? t('answer.overdue', { count: summary.overdueCount }) : null,
  ].filter((reason) => reason !== null)
  return (
    <Section title={t('answer.canLeave')}>
      <Notice tone={operating ? (warned ? 'warning' : 'success') : 'danger'}>
        <p className="font-semibold">
          {t(operating ? (warned ? 'answer.withCare' : 'answer.yes') : 'answer.no')}
        </p>
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </Notice>
    </Section>
  )
}

export function Due({ summary }: Answer) {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  return (
    <Section title={t('answer.due')} padded={summary.open.length === 0}>
      {summary.open.length === 0 ? (
        <p className="text-muted">{t('answer.nothingDue')}</p>
      ) : (
        <ul className="divide-y divide-separator">
          {summary.open.map((order) => (
            <li key={order.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
              <OrderTitle order={order} />
              {order.overdue && order.dueAt && (
                <Badge tone="danger" icon="clock">
                  {t('answer.dueSince', { when: format.date(order.dueAt) })}
                </Badge>
              )}
              {!order.overdue && order.dueAt && (
                <span className="text-xs text-muted">{t('answer.dueOn', { when: format.date(order.dueAt) })}</span>
              )}
              <PriorityBadge priority={order.priority} />
              <WorkOrderStatusBadge status={order.status} />
            </li>
          ))}
        </ul>
      )}
      {summary.openCount > summary.open.length && (
        <p className="px-4 py-2 text-xs text-muted">
          {t('answer.moreOpen', { count: summary.openCount - summary.open.length })}
        </p>
      )}
    </Section>
  )
}

export function Failed({ summary }: Answer) {
  const { t, i18n } = useTranslation('fleet')
  const format = useFormat()
  const language = i18n.language === 'en' ? 'en' : 'es'
  return (
    <Section title={t('answer.failed')} padded={false}>
      <p className="px-4 pt-3 pb-2 text-muted">{t('answer.failures', { count: summary.failures12Months })}</p>
      <ul className="divide-y divide-separator">
        {summary.failures.map((order) => (
          <li key={order.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
            <OrderTitle order={order} />
            <span className="text-xs text-muted">
              {[
                order.system && systemNames[order.system][language],
                format.date(order.at),
                order.hours > 0 ? format.hours(order.hours) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Cost({ summary }: Answer) {
  const { t } = useTranslation('fleet')
  const { money } = useFormat()
  const cost = summary.cost12Months
  if (!cost) return null
  return (
    <Section title={t('answer.cost')}>
      <Facts
        facts={[
          [t('cost.total'), <strong key="total">{money(cost.total)}</strong>],
          [t('cost.labour'), money(cost.labour)],
          [t('cost.parts'), money(cost.parts)],
          [t('cost.services'), money(cost.services)],
          [t('cost.previous'), money(cost.previousTotal)],
        ]}
      />
    </Section>
  )
}

function OrderTitle({ order }: { order: { id: string; number: string; title: string } }) {
  return (
    <AppLink href={`/work-orders/${order.id}`} className="min-w-0 flex-1 basis-48 hover:underline">
      <span className="font-medium">{order.number}</span> {order.title}
    </AppLink>
  )
}
