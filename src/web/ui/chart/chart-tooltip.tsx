import { useTranslation } from 'react-i18next'
import { colourOf, type Point, type Series } from './series.ts'

interface ChartTooltipProps {
  series: readonly Series[]
  format: (value: number) => string
  /** Given by the chart library while the pointer is over a point. */
  active?: boolean
  payload?: readonly { payload?: { point?: Point } }[]
}

export function ChartTooltip({ series, format, active, payload }: ChartTooltipProps) {
  const { t } = useTranslation()
  const point = payload?.[0]?.payload?.point
  if (!active || !point) return null
  return (
    <div className="rounded-md border border-border bg-overlay px-3 py-2 text-xs text-foreground shadow-overlay">
      <p className="mb-1 font-semibold">{point.label}</p>
      {series.map((one, index) => {
        const value = point.values[one.key]
        return (
          <p key={one.key} className="flex items-center gap-2">
            <span className="size-2 rounded-full" style={{ background: colourOf(one, index) }} />
            <span className="flex-1 text-muted">{one.label}</span>
            <span className="font-medium tabular-nums">
              {value === null || value === undefined ? t('kpi.unknown') : format(value)}
            </span>
          </p>
        )
      })}
    </div>
  )
}
