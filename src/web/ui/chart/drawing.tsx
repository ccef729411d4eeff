import { useRouter } from '@tanstack/react-router'
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormat } from '../../app/i18n/format.ts'
import { usePhone } from '../use-media.ts'
import type { ChartProps } from './chart.tsx'
import { ChartTooltip } from './chart-tooltip.tsx'
import { colourOf, cumulative, type Point } from './series.ts'

const tick = { fontSize: 12, fill: 'var(--muted)' }
const share = '__share'
/**
 * Names too long to stand side by side are slanted, so that every bar has its own; steeper on a phone, where bars are narrow;
 * months leave some out. `overhang` is how far a letter of the first name reaches to the left, px; `before` what is there.
 */
const slants = {
  desk: { angle: -32, height: 84, longest: 18, overhang: 6.2, before: 55 },
  phone: { angle: -60, height: 118, longest: 16, overhang: 3.8, before: 40 },
}
const longName = 8

function shortened(name: string, longest: number): string {
  return name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name
}

/** The drawing itself, the only file that brings the chart library along. Every value axis begins at zero. */
export function Drawing({ kind, points, series, format, height, stacked }: ChartProps) {
  const router = useRouter()
  const { percent } = useFormat()
  const counted = series[0]?.key ?? ''
  const shares = kind === 'pareto' ? cumulative(points.map(({ values }) => values[counted] ?? 0)) : []
  const data = points.map((point, index) => ({ ...point.values, point, label: point.label, [share]: shares[index] }))
  const open = (entry: { payload?: { point?: Point } }) => {
    const href = entry.payload?.point?.href
    if (href) void router.navigate({ href })
  }
  const named = kind !== 'lines' && points.length > 1 && points.some(({ label }) => label.length > longName)
  const { angle, height: space, longest, overhang, before } = slants[usePhone() ? 'phone' : 'desk']
  const first = named ? shortened(points[0]!.label, longest).length : 0
  const left = Math.max(0, Math.round(first * overhang) - before)
  const whole = points.every(({ values }) => Object.values(values).every((value) => Number.isInteger(value ?? 0)))
  const clickable = points.some(({ href }) => href) ? 'cursor-pointer' : undefined

  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart data={data} margin={{ top: 8, right: 8, bottom: 0, left }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--separator)" />
        <XAxis
          dataKey="label"
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--border)' }}
          minTickGap={12}
          {...(named && {
            angle,
            textAnchor: 'end',
            interval: 0,
            height: space,
            tickFormatter: (name: string) => shortened(name, longest),
          })}
        />
        <YAxis
          yAxisId="value"
          domain={[0, 'auto']}
          allowDecimals={!whole}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width="auto"
          tickFormatter={format}
        />
        {kind === 'pareto' && (
          <YAxis
            yAxisId="share"
            orientation="right"
            domain={[0, 1]}
            tick={tick}
            tickLine={false}
            axisLine={false}
            width="auto"
            tickFormatter={(value: number) => percent(value, 0)}
          />
        )}
        <Tooltip
          cursor={{ fill: 'var(--default)', fillOpacity: 0.5 }}
          isAnimationActive={false}
          content={<ChartTooltip series={series} format={format} />}
        />
        {series.map((one, index) =>
          kind === 'lines' || one.dashed ? (
            <Line
              key={one.key}
              yAxisId="value"
              dataKey={one.key}
              name={one.label}
              stroke={colourOf(one, index)}
              strokeWidth={2}
              strokeDasharray={one.dashed ? '5 4' : undefined}
              dot={false}
              activeDot={{ r: 4 }}
              connectNulls={false}
              isAnimationActive={false}
            />
          ) : (
            <Bar
              key={one.key}
              yAxisId="value"
              dataKey={one.key}
              name={one.label}
              fill={colourOf(one, index)}
              stackId={stacked ? 'stack' : undefined}
              maxBarSize={48}
              radius={stacked ? 0 : [3, 3, 0, 0]}
              className={clickable}
              onClick={open}
              isAnimationActive={false}
            />
          ),
        )}
        {kind === 'pareto' && (
          <Line
            yAxisId="share"
            dataKey={share}
            stroke="var(--copper)"
            strokeWidth={2}
            dot={{ r: 2.5 }}
            isAnimationActive={false}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
