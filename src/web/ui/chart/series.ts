/** A point of a chart: its words, its values by series, and where its rows are. `null` is "not known": a gap, never zero. */
export interface Point {
  key: string
  label: string
  values: Readonly<Record<string, number | null>>
  href?: string
}

export interface Series {
  key: string
  label: string
  /** Meaning before looks: bad things are red wherever they are drawn. */
  tone?: 'accent' | 'neutral' | 'success' | 'warning' | 'danger' | 'info' | 'copper'
  /** Dashed: a target, a forecast. */
  dashed?: boolean
}

const order = ['accent', 'copper', 'info', 'success', 'warning', 'danger', 'neutral'] as const

/** The colour of a series: its tone's, or the next of a fixed order. */
export function colourOf(series: Series, index: number): string {
  const tone = series.tone ?? order[index % order.length]
  return tone === 'neutral' ? 'var(--muted)' : `var(--${tone})`
}

/** Shares that add up, for a Pareto: the cumulative fraction after each point. */
export function cumulative(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0)
  let sum = 0
  return values.map((value) => {
    sum += value
    return total === 0 ? 0 : sum / total
  })
}
