import type { Point, Section } from '../../../../domain/checklist.ts'
import { randomKey } from '../../../app/api/request-key.ts'

/** A checklist while it is being written. */
export interface Editing {
  nameEs: string
  nameEn: string
  sections: readonly Section[]
}

/** Ids are not words: a question may be reworded and still be the same point in every count. */
const newId = (kind: 's' | 'p') => `${kind}-${randomKey().slice(0, 13)}`

export const newPoint = (): Point => ({
  id: newId('p'),
  kind: 'YES_NO_NA',
  es: '',
  en: null,
  critical: false,
  required: true,
  unit: null,
  min: null,
  max: null,
  shownIf: null,
})

export const newSection = (): Section => ({ id: newId('s'), es: '', en: null, points: [newPoint()] })

/** The item one place up or down; at the end of the list it stays. */
export function moved<T>(items: readonly T[], index: number, by: -1 | 1): T[] {
  const next = [...items]
  const other = index + by
  if (other < 0 || other >= items.length) return next
  next[index] = items[other]!
  next[other] = items[index]!
  return next
}

export const replaced = <T>(items: readonly T[], index: number, item: T): T[] =>
  items.map((one, i) => (i === index ? item : one))

/** A point of another kind keeps only what that kind has. */
export function withKind(point: Point, kind: Point['kind']): Point {
  const isNumber = kind === 'NUMBER'
  return {
    ...point,
    kind,
    critical: point.critical && (kind === 'YES_NO_NA' || isNumber),
    unit: isNumber ? point.unit : null,
    min: isNumber ? point.min : null,
    max: isNumber ? point.max : null,
  }
}

/** Empty words that may be empty become none, and blanks at the ends go. */
export function tidied({ nameEs, nameEn, sections }: Editing) {
  const optional = (text: string | null) => text?.trim() || null
  return {
    nameEs: nameEs.trim(),
    nameEn: optional(nameEn),
    sections: sections.map((section) => ({
      ...section,
      es: section.es.trim(),
      en: optional(section.en),
      points: section.points.map((point) => ({
        ...point,
        es: point.es.trim(),
        en: optional(point.en),
        unit: optional(point.unit),
      })),
    })),
  }
}

/** Where words are missing: `nameEs`, `sections.0.es`, `sections.0.points.2.es`. */
export function missingWords({ nameEs, sections }: Editing): string[] {
  return [
    ...(nameEs.trim() ? [] : ['nameEs']),
    ...sections.flatMap((section, s) => [
      ...(section.es.trim() ? [] : [`sections.${s}.es`]),
      ...section.points.flatMap((point, p) => (point.es.trim() ? [] : [`sections.${s}.points.${p}.es`])),
    ]),
  ]
}
