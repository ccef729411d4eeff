import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import type { MeterState } from './schema.ts'

export const meterUnit = { KM: 'km', HOURS: 'h' } as const

/** A meter's total with its unit: `1.234,5 h`; a dash when it was never read. */
export function useMeterText() {
  const { number } = useFormat()
  return ({ meter, total }: Pick<MeterState, 'meter' | 'total'>) =>
    total === null ? '—' : `${number(total, 1)} ${meterUnit[meter]}`
}

/** What the meters show and how old that is; old readings carry the word as well as the colour. */
export function MeterStrip({ meters }: { meters: readonly MeterState[] }) {
  const { t } = useTranslation(['fleet', 'terms'])
  const format = useFormat()
  const text = useMeterText()
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {meters.map((state) => (
        <div key={state.meter}>
          <dt className="text-xs text-muted">{t(`terms:meter.${state.meter}`)}</dt>
          <dd className="flex flex-wrap items-center gap-x-2">
            <span className="text-base font-semibold tabular-nums">{text(state)}</span>
            {state.at && (
              <time dateTime={state.at} title={format.dateTime(state.at)} className="text-xs text-muted">
                {format.relative(state.at)}
              </time>
            )}
            {state.stale && (
              <Badge tone="warning" icon="clock">
                {t(state.at ? 'meters.stale' : 'meters.never')}
              </Badge>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
