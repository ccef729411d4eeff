import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts'
import type { CurvesProps, rowsOf } from './curves.tsx'
import { fromPaper, logTicks, paperTicks, toPaper } from './scales.ts'
import { colourOf } from './series.ts'

const tick = { fontSize: 12, fill: 'var(--muted)' }

interface DrawingProps extends CurvesProps {
  rows: ReturnType<typeof rowsOf>
  height: number
}

/** The drawing itself; scales that the library has not are drawn as straight ones of the transformed numbers. */
export function CurvesDrawing({ x, y, lines, bands = [], marks = [], span, rows, height }: DrawingProps) {
  const paper = y.scale === 'weibull'
  const along = (value: number) => (x.log ? Math.log(value) : value)
  const up = (value: number) => (paper ? toPaper(value) : value)
  const data = rows.map(({ x: at, values }) => ({
    x: along(at),
    ...Object.fromEntries(lines.map(({ key }) => [key, values[key] === undefined ? null : up(values[key])])),
    ...Object.fromEntries(
      bands.map(({ key }) => {
        const [lower, upper] = [values[`${key}.lower`], values[`${key}.upper`]]
        return [key, lower === undefined || upper === undefined ? null : [up(lower), up(upper)]]
      }),
    ),
  }))
  const [first, last] = [rows[0]?.x ?? 1, rows.at(-1)?.x ?? 1]
  const points = lines.flatMap(({ points }) => points.map((point) => up(point.y)))
  const [lowest, highest] = [Math.min(...points), Math.max(...points)]
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart data={data} margin={{ top: 20, right: 16, bottom: 20, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--separator)" />
        <XAxis
          dataKey="x"
          type="number"
          domain={x.log ? ['dataMin', 'dataMax'] : [Math.min(0, first), 'dataMax']}
          ticks={x.log ? logTicks(first, last) : undefined}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--border)' }}
          minTickGap={24}
          tickFormatter={(value: number) => x.format(x.log ? Math.exp(value) : value)}
          label={{ value: x.label, position: 'insideBottom', offset: -12, ...tick }}
        />
        <YAxis
          type="number"
          domain={paper ? [lowest, highest] : y.scale === 'share' ? [0, 1] : [0, 'auto']}
          ticks={paper ? paperTicks(lowest, highest) : undefined}
          allowDataOverflow={paper}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width="auto"
          tickFormatter={(value: number) => y.format(paper ? fromPaper(value) : value)}
        />
        {span && (
          <ReferenceArea
            x1={along(span.from)}
            x2={along(span.to)}
            fill="var(--warning)"
            fillOpacity={0.16}
            ifOverflow="hidden"
          />
        )}
        {bands.map((band, index) => (
          <Area
            key={band.key}
            dataKey={band.key}
            type={band.steps ? 'stepAfter' : 'linear'}
            stroke="none"
            fill={colourOf(band, index)}
            fillOpacity={0.18}
            connectNulls
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
        {lines.map((line, index) => {
          const asPoints = line.look === 'points'
          return (
            <Line
              key={line.key}
              dataKey={line.key}
              type={line.look === 'steps' ? 'stepAfter' : 'linear'}
              stroke={asPoints ? 'none' : colourOf(line, index)}
              strokeWidth={2}
              strokeDasharray={line.look === 'dashed' ? '5 4' : undefined}
              dot={asPoints ? { r: 2.5, fill: colourOf(line, index), stroke: 'none' } : false}
              activeDot={false}
              connectNulls
              isAnimationActive={false}
            />
          )
        })}
        {marks.map(({ x: at, label, tone }, index) => (
          <ReferenceLine
            key={label}
            x={along(at)}
            stroke={colourOf({ key: label, label, tone }, index)}
            strokeWidth={1.5}
            strokeDasharray="3 3"
            label={{ value: label, position: 'top', fontSize: 12, fill: 'var(--foreground)' }}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
