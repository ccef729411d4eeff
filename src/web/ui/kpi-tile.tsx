import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/format.ts'
import { AppLink } from './app-link.tsx'
import { IconButton } from './button.tsx'
import { cx } from './class-names.ts'
import { Icon } from './icon.tsx'
import { Popover } from './popover.tsx'

/** Fewer events than this say little: the tile is grey and says so (kpis: five). */
const few = 5

export interface KpiTileProps {
  name: string
  /** How it is computed, in words; behind the (i), and made when that is pressed. */
  definition: () => ReactNode
  /** `null`: cannot be known from what is recorded, which is not zero. */
  value: number | null
  format: (value: number) => string
  /** Events behind the value. */
  n: number
  /** The period in words: "últimos 90 días". */
  period: string
  /** Value of the period before, for the change. */
  previous?: number | null
  /** The change in words; by default the difference in the value's own format. */
  formatChange?: (difference: number) => string
  /** Which way is better; without it a change is neither good nor bad. */
  better?: 'higher' | 'lower'
  /** Confidence interval, in the value's unit. */
  interval?: readonly [number, number] | null
  /** Where the value is only known to lie above or below a limit, in words. */
  bound?: string
  /** The rows behind the number. */
  href?: string
}

export function KpiTile(props: KpiTileProps) {
  const { name, definition, value, format, n, period, interval, bound, href } = props
  const { t } = useTranslation()
  const formatter = useFormat()
  const title = useId()
  const weak = value === null || n < few
  const figure = (
    <span className={cx('text-2xl leading-tight font-semibold tracking-tight tabular-nums', weak && 'text-muted')}>
      {value === null ? <span className="text-base font-medium">{t('kpi.unknown')}</span> : format(value)}
    </span>
  )
  return (
    <article aria-labelledby={title} className="card flex min-h-32 flex-col p-3.5">
      <header className="flex items-start gap-1">
        <p id={title} className="min-w-0 flex-1 text-sm font-medium text-muted">
          {name}
        </p>
        <Popover
          label={t('kpi.definition', { name })}
          align="end"
          className="max-w-80 p-3 text-sm"
          trigger={(trigger) => (
            <IconButton
              icon="info"
              size="sm"
              label={t('kpi.definition', { name })}
              className="-m-2 text-muted"
              {...trigger}
            />
          )}
        >
          {definition}
        </Popover>
      </header>
      <div className="mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        {href ? (
          <AppLink
            href={href}
            className="rounded-sm underline decoration-transparent underline-offset-4 hover:decoration-current"
          >
            {figure}
            <span className="sr-only">{t('kpi.rows')}</span>
          </AppLink>
        ) : (
          figure
        )}
        <Change {...props} />
      </div>
      <p className="mt-auto pt-2 text-xs text-muted">
        {[
          bound,
          interval && value !== null
            ? t('kpi.interval', { low: format(interval[0]), high: format(interval[1]) })
            : null,
          t('kpi.n', { n: formatter.number(n) }),
          period,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {n < few && value !== null && <p className="text-xs font-medium text-muted">{t('kpi.few')}</p>}
    </article>
  )
}

function Change({ value, previous, format, formatChange = format, better }: KpiTileProps) {
  const { t } = useTranslation()
  if (value === null || previous === null || previous === undefined) return null
  const difference = value - previous
  const words = formatChange(Math.abs(difference))
  if (words === formatChange(0)) return <span className="text-xs text-muted">{t('kpi.same')}</span>
  const up = difference > 0
  const good = better && up === (better === 'higher')
  const tone = !better ? 'text-muted' : good ? 'text-success-soft-foreground' : 'text-danger-soft-foreground'
  const verdict = !better ? '' : ` ${t(good ? 'kpi.better' : 'kpi.worse')}`
  return (
    <span
      className={cx('inline-flex items-center gap-0.5 text-xs font-medium', tone)}
      title={t('kpi.previous', { value: format(previous) })}
    >
      <Icon name={up ? 'up' : 'down'} size={12} />
      {t(up ? 'kpi.more' : 'kpi.less', { words })}
      {verdict}
    </span>
  )
}
