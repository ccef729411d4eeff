import { useTranslation } from 'react-i18next'
import type { ItemOf } from '../../app/api/paths.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useDownload } from '../../ui/use-download.ts'

type Backup = ItemOf<'/backups'>

const looks = {
  RUNNING: { tone: 'info', icon: 'clock' },
  DONE: { tone: 'success', icon: 'done' },
  FAILED: { tone: 'danger', icon: 'warning' },
} as const

/** One backup: what is in it, what its last restore showed, and what can be done with it. */
export function BackupRow({ backup, drill }: { backup: Backup; drill: () => void }) {
  const { t } = useTranslation('backups')
  const format = useFormat()
  const { download, pending } = useDownload()
  const { id, status, startedAt, origin, size, rows, files, name, removed, copied, error, sha256 } = backup
  const usable = status === 'DONE' && !removed
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[11rem_minmax(0,1fr)_auto] md:items-center">
      <div>
        <p className="font-medium tabular-nums">{format.dateTime(startedAt)}</p>
        <p className="text-xs text-muted">{t(`origin.${origin}`)}</p>
      </div>
      <div className="grid min-w-0 gap-1">
        <div className="flex flex-wrap gap-2">
          <Badge {...looks[status]}>{t(`status.${status}`)}</Badge>
          {backup.drill && (
            <Badge tone={backup.drill.passed ? 'success' : 'danger'} icon={backup.drill.passed ? 'shield' : 'warning'}>
              {t(backup.drill.passed ? 'drill.passed' : 'drill.failed')}
            </Badge>
          )}
          {copied && !removed && <Badge icon="globe">{t('copied')}</Badge>}
          {removed && <Badge icon="trash">{t('removed')}</Badge>}
        </div>
        {status === 'DONE' && rows !== null && size !== null && (
          <p className="text-muted">
            {t('holds', { rows: format.number(rows), files: format.number(files ?? 0), size: format.fileSize(size) })}
          </p>
        )}
        {error && <p className="text-danger [overflow-wrap:anywhere]">{error}</p>}
        {backup.drill?.error && <p className="text-danger [overflow-wrap:anywhere]">{backup.drill.error}</p>}
        {sha256 && !removed && <p className="font-mono text-xs break-all text-muted">{t('sum', { sum: sha256 })}</p>}
      </div>
      {usable && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" icon="shield" onClick={drill}>
            {t('drill.do')}
          </Button>
          <Button
            size="sm"
            icon="download"
            pending={pending}
            onClick={() => void download(`/backups/${id}/archive`, name)}
          >
            {t('download')}
          </Button>
        </div>
      )}
    </li>
  )
}
