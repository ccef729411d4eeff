import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { deliveryQuery, deliveryStates, webhookEvents } from '../../../contract/webhooks.ts'
import { query } from '../../app/api/client.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import type { ItemOf } from '../../app/api/paths.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Paged } from '../../ui/list/paged.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'

const deliveryFilter = deliveryQuery.omit({ cursor: true, limit: true })
type Filter = Partial<z.input<typeof deliveryFilter>>

const looks = {
  PENDING: { tone: 'info', icon: 'clock' },
  DELIVERED: { tone: 'success', icon: 'done' },
  DEAD: { tone: 'danger', icon: 'warning' },
} as const

/** Every message to every address, with what came back. */
export function DeliveriesPage() {
  const { t } = useTranslation(['webhooks', 'shell'])
  const { filter, setFilter } = useUrlFilter(deliveryFilter)
  const webhooks = query.useQuery('get', '/webhooks')
  const deliveries = useInfinite('/webhook-deliveries', { ...filter, limit: 50 })
  const fields: readonly FilterField<Filter>[] = [
    {
      kind: 'option',
      name: 'webhookId',
      label: t('webhook'),
      options: (webhooks.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      kind: 'option',
      name: 'state',
      label: t('stateLabel'),
      options: deliveryStates.map((value) => ({ value, label: t(`state.${value}`) })),
    },
  ]
  return (
    <Page
      title={t('log')}
      lead={t('logLead')}
      breadcrumbs={[
        { label: t('shell:nav.admin'), href: '/admin' },
        { label: t('title'), href: '/admin/webhooks' },
      ]}
    >
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <Paged list={deliveries} empty={<EmptyState icon="search">{t('nothing')}</EmptyState>}>
        {(items) => (
          <ol className="card divide-y divide-separator" aria-label={t('log')}>
            {items.map((delivery) => (
              <DeliveryRow key={delivery.id} delivery={delivery} />
            ))}
          </ol>
        )}
      </Paged>
    </Page>
  )
}

const isEvent = (name: string): name is (typeof webhookEvents)[number] =>
  (webhookEvents as readonly string[]).includes(name)

function DeliveryRow({ delivery }: { delivery: ItemOf<'/webhook-deliveries'> }) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  const say = useSayProblem()
  const replay = useSend('post', '/webhook-deliveries/{id}/replay', {
    invalidates: ['/webhook-deliveries', '/webhooks'],
  })
  const { id, webhook, event, state, createdAt, attempts, nextAttemptAt, status, error, body } = delivery
  const facts = [
    webhook.name,
    attempts > 0 && t('attempts', { n: format.number(attempts) }),
    status !== null && `HTTP ${status}`,
    nextAttemptAt && attempts > 0 && t('next', { when: format.dateTime(nextAttemptAt) }),
  ].filter(Boolean)
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[10rem_9rem_minmax(0,1fr)_auto] md:items-start">
      <p className="text-muted tabular-nums">{format.dateTime(createdAt)}</p>
      <div>
        <Badge {...looks[state]}>{t(`state.${state}`)}</Badge>
      </div>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className="font-medium">{isEvent(event) ? t(`event.${event}`) : t('trial')}</p>
        <p className="text-xs text-muted">{facts.join(' · ')}</p>
        {error && <p className="text-danger">{error === 'PRIVATE_ADDRESS' ? t('privateAddress') : error}</p>}
        <p className="font-mono text-xs text-muted">{body}</p>
      </div>
      {state !== 'PENDING' && (
        <Button
          size="sm"
          icon="undo"
          pending={replay.isPending}
          onClick={() =>
            replay.mutate({ params: { path: { id } } }, { onSuccess: () => toast(t('replayed')), onError: say })
          }
        >
          {t('replay')}
        </Button>
      )}
    </li>
  )
}
