export interface Option {
  value: string
  label: string
  /** A second, quieter line: the site of a unit, the role of a person. */
  detail?: string | null
}

/** Where the choices of a combobox come from. Defined once per kind of record, beside its feature. */
export interface Lookup {
  /** Names the answers in the cache. */
  name: string
  search: (text: string, signal: AbortSignal) => Promise<Option[]>
  /** The words for a value that is already chosen, as when a form opens on a record. */
  labelOf: (value: string, signal: AbortSignal) => Promise<string>
}
