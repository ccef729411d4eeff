import { useTranslation } from 'react-i18next'
import { config } from '../../app/config.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { civilToday } from '../../ui/form/civil-time.ts'
import { useRuleWords } from './rule-words.ts'
import type { ExpectedDue, PlanUnit } from './schema.ts'

interface NextDuesProps {
  dues: readonly ExpectedDue[]
  kind: 'KM' | 'HOURS' | null
}

/** The next due dates of a unit, each with the band that its own use allows. */
export function NextDues({ dues, kind }: NextDuesProps) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const words = useRuleWords()
  if (dues.length === 0) return <p className="text-muted">{t('due.none')}</p>
  return (
    <ol className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {dues.map((due, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the row is what tells one due date from the next
        <li key={index} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
          <span className="min-w-24 font-medium tabular-nums">
            {due.on ? <time dateTime={due.on}>{format.date(due.on)}</time> : t('due.unknown')}
          </span>
          <span className="min-w-0 flex-1 basis-40">
            {due.service}
            {due.meter !== null && kind && (
              <span className="text-muted"> · {t('due.at', { total: words.total(due.meter, kind) })}</span>
            )}
            <span className="text-muted"> · {words.hours(due.hours)}</span>
          </span>
          <Band due={due} />
        </li>
      ))}
    </ol>
  )
}

function Band({ due: { on, earliest, latest } }: { due: ExpectedDue }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  if (on !== null && on < civilToday(config.timeZone)) {
    return (
      <Badge tone="danger" icon="clock">
        {t('due.overdue')}
      </Badge>
    )
  }
  if (earliest === latest || earliest === null) return null
  return (
    <span className="text-xs text-muted tabular-nums">
      {latest === null
        ? t('due.from', { earliest: format.date(earliest) })
        : t('due.between', { earliest: format.date(earliest), latest: format.date(latest) })}
    </span>
  )
}

/** The meter as it stands, and the use the dates are projected with. */
export function UseLine({ meter }: { meter: PlanUnit['meter'] }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const words = useRuleWords()
  if (!meter) return null
  const { kind, total, at, use } = meter
  if (total === null || at === null) return <p className="text-sm text-muted">{t('use.noReading')}</p>
  const standing = t('use.standing', { total: words.total(total, kind), when: format.relative(at) })
  return (
    <p className="text-sm text-muted">
      {standing}
      {'. '}
      {use
        ? t('use.perDay', {
            use: words.total(use.perDay, kind),
            low: format.number(use.low, 1),
            high: format.number(use.high, 1),
            n: use.n,
          })
        : t('use.unknown')}
    </p>
  )
}
