import type { ReactNode } from 'react'

export interface Column<T> {
  id: string
  header: string
  /** Only a screen reader says the heading, as of a column of menus. */
  quiet?: boolean
  cell: (row: T) => ReactNode
  /** The field the API sorts by; the header becomes a button. */
  sort?: string
  /** Numbers stand at the end, digits under digits. */
  numeric?: boolean
  /** Width as CSS (`7rem`, `20%`); columns without one share what is left. */
  width?: string
  /** Whether the person may hide it; the first column always stays. */
  hideable?: boolean
  /** Hidden until the person asks for it. */
  hidden?: boolean
  /**
   * Its place on the card of a phone: `lead` stands under the title and `meta` in the line below it, both without their
   * headings; `none` leaves it out. By default the first column is the title.
   */
  card?: 'title' | 'mark' | 'lead' | 'meta' | 'line' | 'none'
}

export type Sort = string | undefined

/** `createdAt` ascending, `-createdAt` descending; a second press turns it round, a third takes it away. */
export function nextSort(sort: Sort, field: string): Sort {
  if (sort === field) return `-${field}`
  return sort === `-${field}` ? undefined : field
}

export function ariaSort(sort: Sort, field: string | undefined): 'ascending' | 'descending' | undefined {
  if (!field) return undefined
  if (sort === field) return 'ascending'
  return sort === `-${field}` ? 'descending' : undefined
}
