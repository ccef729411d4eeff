import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import type { NoticeRow } from './schema.ts'

/** One notice: opening what it is about reads it; a critical one wants somebody to answer for it. */
export function NoticeItem({ notice }: { notice: NoticeRow }) {
  const { t } = useTranslation('notices')
  const format = useFormat()
  const say = useSayProblem()
  const read = useSend('post', '/notices/{id}/read', { invalidates: ['/notices'] })
  const acknowledge = useSend('post', '/notices/{id}/acknowledge', { invalidates: ['/notices'] })
  const { id, level, title, text, path, createdAt, readAt, acknowledgedAt, acknowledgedBy } = notice
  const params = { path: { id } }
  const critical = level === 'CRITICAL'
  const markRead = () => readAt || read.mutate({ params }, { onError: say })
  return (
    <li className={cx('flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3', !readAt && 'bg-accent-soft/40')}>
      <div className="min-w-0 flex-1 basis-60">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <AppLink
            href={path}
            onClick={markRead}
            className={cx('min-w-0 underline [overflow-wrap:anywhere]', !readAt && 'font-semibold')}
          >
            {title}
          </AppLink>
          {critical && (
            <Badge tone={acknowledgedAt ? 'neutral' : 'danger'} icon="warning">
              {t('level.CRITICAL')}
            </Badge>
          )}
          {!readAt && (
            <Badge tone="accent" icon="bell">
              {t('new')}
            </Badge>
          )}
        </div>
        <p className="[overflow-wrap:anywhere]">{text}</p>
        <p className="text-xs text-muted">
          {[
            format.relative(createdAt),
            acknowledgedAt &&
              t('acknowledgedBy', { name: acknowledgedBy?.name ?? '', when: format.dateTime(acknowledgedAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {critical && !acknowledgedAt ? (
        <Button
          variant="primary"
          icon="check"
          pending={acknowledge.isPending}
          onClick={() => acknowledge.mutate({ params }, { onSuccess: () => toast(t('acknowledged')), onError: say })}
        >
          {t('acknowledge')}
        </Button>
      ) : (
        !readAt && (
          <IconButton icon="check" label={t('readOne', { title })} pending={read.isPending} onClick={markRead} />
        )
      )}
    </li>
  )
}
