import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Menu } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { useDownload } from '../../ui/use-download.ts'
import type { HeldDocument } from './schema.ts'
import { DocumentStateBadge } from './state-badges.tsx'

interface DocumentRowProps {
  document: HeldDocument
  /** `null`: it is history, or not the person's to change. */
  onRenew: (() => void) | null
}

export function DocumentRow({ document, onRenew }: DocumentRowProps) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const { download } = useDownload()
  const [voiding, setVoiding] = useState(false)
  const takeBack = useSend('post', '/documents/{id}/void', { invalidates: ['/documents', '/assets', '/people'] })
  const { type, number, classes, issuedOn, expiresOn, daysLeft, state, note, files, voidReason } = document
  const counts = state !== 'RENEWED' && state !== 'VOIDED'
  const facts = [
    number,
    classes.length > 0 && t('row.classes', { classes: classes.join(', ') }),
    t('row.issued', { date: format.date(issuedOn) }),
    document.createdBy,
  ]
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {type.name}
          <DocumentStateBadge state={state} />
        </p>
        <p className="text-sm">
          {expiresOn === null ? t('row.noExpiry') : t('row.until', { date: format.date(expiresOn) })}
          {counts && daysLeft !== null && (
            <span className="text-muted">
              {' · '}
              {daysLeft < 0 ? t('row.ago', { count: -daysLeft }) : t('row.left', { count: daysLeft })}
            </span>
          )}
        </p>
        <p className="text-xs text-muted">{facts.filter(Boolean).join(' · ')}</p>
        {note && <p className="text-sm">{note}</p>}
        {voidReason && <p className="text-sm">{t('row.voided', { reason: voidReason })}</p>}
        {files.map((file) => (
          <Button
            key={file.id}
            size="sm"
            variant="ghost"
            icon="file"
            onClick={() => void download(`/files/${file.id}`, file.name)}
          >
            {file.name}
          </Button>
        ))}
      </div>
      {onRenew && (
        <div className="flex items-center gap-1">
          <Button size="sm" onClick={onRenew}>
            {t('action.renew')}
          </Button>
          <Menu
            label={t('row.actions', { name: type.name })}
            items={[{ label: t('action.void'), icon: 'cancelled', danger: true, onSelect: () => setVoiding(true) }]}
          />
        </div>
      )}
      {voiding && (
        <Confirm
          title={t('void.title', { name: type.name })}
          confirm={t('action.void')}
          danger
          reason={{ label: t('void.reason'), required: true }}
          onClose={() => setVoiding(false)}
          onConfirm={async (reason) => {
            await takeBack.mutateAsync({ params: { path: { id: document.id } }, body: { reason } })
            toast(t('void.done', { name: type.name }))
          }}
        >
          <p className="text-muted">{t('void.text')}</p>
        </Confirm>
      )}
    </li>
  )
}
