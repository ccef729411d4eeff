import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { StoredImage } from '../../ui/stored-image.tsx'
import type { FaultRequest } from './schema.ts'

interface RequestCardProps {
  request: FaultRequest
  decide: (how: 'accept' | 'reject') => void
}

/** What was reported, of which unit, and what was decided. */
export function RequestCard({ request, decide }: RequestCardProps) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const may = useCan()
  const { asset, site, what, description, canMove, status, reportedAt, workOrder, rejectionReason } = request
  const { triagedAt, triagedBy } = request
  return (
    <div className="grid gap-1.5">
      <p className="text-xs text-muted">
        <AppLink href={`/assets/${asset.id}`} className="hover:underline">
          {`${asset.code} · ${asset.name}`}
        </AppLink>
        {` · ${site.name}`}
      </p>
      <p className="font-medium [overflow-wrap:anywhere]">{what}</p>
      {description && <p className="text-sm whitespace-pre-line [overflow-wrap:anywhere]">{description}</p>}
      <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
        <Badge tone={canMove ? 'neutral' : 'danger'} icon={canMove ? 'check' : 'stop'}>
          {t(canMove ? 'canMove.yes' : 'canMove.no')}
        </Badge>
        <time dateTime={reportedAt} title={format.dateTime(reportedAt)}>
          {t('reported', { when: format.relative(reportedAt) })}
        </time>
      </p>
      <Photos request={request} />
      {rejectionReason && <p className="text-sm [overflow-wrap:anywhere]">{rejectionReason}</p>}
      {workOrder && (
        <AppLink href={`/work-orders/${workOrder.id}`} className="py-1 text-sm underline">
          {workOrder.number}
        </AppLink>
      )}
      {triagedAt && triagedBy && (
        <p className="text-xs text-muted">
          {t('decidedBy', { name: triagedBy.name, when: format.dateTime(triagedAt) })}
        </p>
      )}
      {status === 'NEW' && may('faultRequest.triage') && (
        <div className="mt-1 flex flex-wrap gap-2">
          <Button size="sm" variant="primary" icon="check" onClick={() => decide('accept')}>
            {t('accept.action')}
          </Button>
          <Button size="sm" icon="close" onClick={() => decide('reject')}>
            {t('reject.action')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Photos({ request: { asset, photoIds } }: { request: FaultRequest }) {
  const { t } = useTranslation('requests')
  const [shown, setShown] = useState<string | null>(null)
  if (photoIds.length === 0) return null
  const name = (id: string) => t('photo', { number: photoIds.indexOf(id) + 1, unit: asset.code })
  return (
    <div className="flex flex-wrap gap-2">
      {photoIds.map((id) => (
        <button key={id} type="button" className="cursor-zoom-in rounded-md" onClick={() => setShown(id)}>
          <StoredImage fileId={id} thumbnail alt={name(id)} className="size-16 rounded-md object-cover" />
        </button>
      ))}
      {shown && (
        <Dialog title={name(shown)} onClose={() => setShown(null)} width="60rem">
          <StoredImage fileId={shown} alt={name(shown)} className="max-h-[75dvh] min-h-40 w-full object-contain" />
        </Dialog>
      )}
    </div>
  )
}
