import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { numberText, parseNumber } from '../../ui/form/number-text.ts'
import { Page, Section } from '../../ui/page.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { CountStatusBadge } from './badges.tsx'
import { useQuantity } from './quantity.ts'
import type { StockCount } from './schema.ts'

type Line = StockCount['lines'][number]

export function CountPage() {
  const { t } = useTranslation('inventory')
  const { id = '' } = useParams({ strict: false })
  const count = query.useQuery('get', '/stock-counts/{id}', { params: { path: { id } } })
  return (
    <RecordPage query={count} loading={t('count.loading')} narrow>
      {(found) => <CountSheet count={found} />}
    </RecordPage>
  )
}

function CountSheet({ count }: { count: StockCount }) {
  const { t } = useTranslation('inventory')
  const writable = useCan()('stock.manage') && count.status === 'OPEN'
  const done = count.lines.filter(({ counted }) => counted !== null).length
  const differing = count.lines.filter(({ difference }) => difference)
  return (
    <Page
      title={count.number}
      mark={<CountStatusBadge status={count.status} />}
      lead={`${count.site.name} · ${t('count.of', { counted: done, lines: count.lines.length })}`}
      breadcrumbs={[
        { label: t('list.title'), href: '/inventory' },
        { label: t('count.title'), href: '/inventory/counts' },
      ]}
      actions={writable && <Actions count={count} done={done} differing={differing.length} />}
      narrow
    >
      <Section title={t('count.lines')} padded={false}>
        <ul className="divide-y divide-separator">
          {count.lines.map((line) => (
            <CountLine key={line.part.id} count={count} line={line} writable={writable} />
          ))}
        </ul>
      </Section>
    </Page>
  )
}

function CountLine({ count, line, writable }: { count: StockCount; line: Line; writable: boolean }) {
  const { t, i18n } = useTranslation('inventory')
  const say = useSayProblem()
  const quantity = useQuantity()
  const send = useSend('put', '/stock-counts/{id}/lines/{partId}')
  const [text, setText] = useState<string | null>(null)
  const { part, bin, counted } = line
  const keep = () => {
    if (text === null) return
    const value = parseNumber(text, i18n.language)
    if (value === counted) return setText(null)
    send.mutate(
      { params: { path: { id: count.id, partId: part.id } }, body: { counted: value } },
      { onError: say, onSuccess: () => setText(null) },
    )
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <span className="w-14 shrink-0 font-mono font-medium">{bin ?? '—'}</span>
      <div className="min-w-0 flex-1 basis-24">
        <p className="[overflow-wrap:anywhere]">{part.description}</p>
        <p className="font-mono text-xs text-muted">{part.number}</p>
        <Difference line={line} />
      </div>
      {writable ? (
        <span className="relative w-28">
          <input
            className="input numeric"
            style={{ paddingInlineEnd: '4ch' }}
            inputMode="decimal"
            autoComplete="off"
            aria-label={t('count.what', { number: part.number })}
            aria-busy={send.isPending || undefined}
            value={text ?? numberText(counted, i18n.language, 3)}
            onFocus={({ target }) => target.select()}
            onChange={({ target }) => setText(target.value)}
            onBlur={keep}
            onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
          />
          <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted">
            {t(`unitShort.${part.unit}`)}
          </span>
        </span>
      ) : (
        <span className="tabular-nums">{counted === null ? t('count.notCounted') : quantity(counted, part.unit)}</span>
      )}
    </li>
  )
}

function Difference({ line }: { line: Line }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const quantity = useQuantity()
  const { difference, differenceValue, part } = line
  if (difference === null) return null
  if (difference === 0) {
    return (
      <Badge tone="success" icon="check">
        {t('count.matches')}
      </Badge>
    )
  }
  const worth = differenceValue === null ? '' : ` (${format.money(Math.abs(differenceValue))})`
  const words = t(difference < 0 ? 'count.missing' : 'count.surplus', {
    quantity: quantity(Math.abs(difference), part.unit),
  })
  return (
    <Badge tone="warning" icon={difference < 0 ? 'down' : 'up'}>
      {`${words}${worth}`}
    </Badge>
  )
}

function Actions({ count, done, differing }: { count: StockCount; done: number; differing: number }) {
  const { t } = useTranslation('inventory')
  const [open, setOpen] = useState<'post' | 'cancel' | null>(null)
  const options = { version: count.version, invalidates: ['/stock-counts', '/parts'] }
  const post = useSend('post', '/stock-counts/{id}/post', options)
  const cancel = useSend('post', '/stock-counts/{id}/cancel', options)
  const params = { path: { id: count.id } }
  return (
    <>
      <Button onClick={() => setOpen('cancel')}>{t('count.cancel')}</Button>
      <Button variant="primary" icon="check" disabled={done === 0} onClick={() => setOpen('post')}>
        {t('count.post')}
      </Button>
      {open === 'post' && (
        <Confirm
          title={t('count.post')}
          confirm={t('count.post')}
          onConfirm={async () => {
            await post.mutateAsync({ params })
            toast(t('count.posted'))
          }}
          onClose={() => setOpen(null)}
        >
          <p>{t('count.differences', { count: differing })}</p>
          {done < count.lines.length && <p>{t('count.left', { count: count.lines.length - done })}</p>}
        </Confirm>
      )}
      {open === 'cancel' && (
        <Confirm
          title={t('count.cancel')}
          confirm={t('count.cancel')}
          danger
          onConfirm={() => cancel.mutateAsync({ params })}
          onClose={() => setOpen(null)}
        >
          <p>{t('count.cancelHint')}</p>
        </Confirm>
      )}
    </>
  )
}
