import type { ColumnShape, ColumnType } from './column-profile.ts'
import { type ImportField, type ImportTarget, importFields } from './fields.ts'
import { plainText } from './plain-text.ts'

/** A field cannot come from a column whose values do not look like it. */
function fits(field: ImportField, type: ColumnType): boolean {
  if (type.kind === 'empty') return false
  if (field.kind === 'date' || field.kind === 'number') return type.kind === field.kind
  return field.kind === 'text' || type.kind !== 'date'
}

/** 0: unrelated; whole name over part of the name, and longer words over shorter ones. */
function score(field: ImportField, header: string): number {
  const tokens = ` ${header} `
  let best = 0
  for (const [position, words] of field.words.entries()) {
    const length = words.split(' ').length
    const surer = 1 - position / 100
    if (header === words) best = Math.max(best, 20 + length + surer)
    else if (tokens.includes(` ${words} `)) best = Math.max(best, 10 + length + surer)
  }
  return best
}

/** Free text is where the long and ever different values are. */
function wordiest(columns: readonly ColumnShape[]): ColumnShape | undefined {
  return columns
    .filter(({ type }) => type.kind === 'text')
    .reduce<ColumnShape | undefined>((best, one) => (best && best.longest >= one.longest ? best : one), undefined)
}

/** Which column each field of `target` probably comes from, by the names and by the values; each column once. */
export function proposeColumns(target: ImportTarget, columns: readonly ColumnShape[]): Record<string, string> {
  const fields = importFields[target]
  const pairs = fields.flatMap((field) =>
    columns
      .filter(({ type }) => fits(field, type))
      .map((column) => ({ field, column, score: score(field, plainText(column.name)) }))
      .filter((pair) => pair.score > 0),
  )
  pairs.sort((a, b) => b.score - a.score || Number(b.field.required) - Number(a.field.required))
  const chosen: Record<string, string> = {}
  const taken = new Set<string>()
  const take = (field: string, column: string | undefined) => {
    if (!column || chosen[field] || taken.has(column)) return
    chosen[field] = column
    taken.add(column)
  }
  for (const { field, column } of pairs) take(field.name, column.name)
  const free = () => columns.filter(({ name }) => !taken.has(name))
  for (const { name, kind } of fields.filter(({ required }) => required)) {
    if (kind === 'date') take(name, free().find(({ type }) => type.kind === 'date')?.name)
    if (name === 'title') {
      const { description } = chosen
      if (!chosen.title && description) {
        delete chosen.description
        chosen.title = description
      }
      take(name, wordiest(free())?.name)
    }
  }
  return chosen
}

/** What the file most likely holds, by how many of the fields its columns name. */
export function proposeTarget(columns: readonly ColumnShape[]): ImportTarget {
  const found = (target: ImportTarget) => {
    const chosen = proposeColumns(target, columns)
    const required = importFields[target].filter((field) => field.required && !field.hasDefault)
    return required.every(({ name }) => chosen[name]) ? Object.keys(chosen).length : 0
  }
  const targets: ImportTarget[] = ['workOrders', 'assets', 'meterReadings']
  return targets.reduce((best, target) => (found(target) > found(best) ? target : best))
}
