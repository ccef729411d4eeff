import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

/** What zod, zod/mini and others agree on (standardschema.dev): enough to check a value without knowing the library. */
export interface Schema<Input = unknown> {
  readonly '~standard': {
    readonly types?: { readonly input: Input; readonly output: unknown } | undefined
    readonly validate: (value: unknown) => Checked | Promise<Checked>
  }
}
type Checked = {
  value?: unknown
  issues?: undefined | readonly { path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined }[]
}

/** The filter as the URL and the API hold it: the schema's input, with what has a default left out. */
export type FilterOf<S extends Schema> = S extends Schema<infer Input> ? Partial<Input> : never

/**
 * A page's filter, held in the URL so that it can be kept, sent and gone back to. The value is what the API takes as
 * its query; what the schema refuses (an address typed by hand) is left out.
 */
export function useUrlFilter<S extends Schema>(schema: S) {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const filter = useMemo(() => accepted(schema, search) as FilterOf<S>, [schema, search])

  const setFilter = useCallback(
    (change: FilterOf<S>) => {
      const next = (before: object) => defined({ ...before, ...change })
      void navigate({ to: '.', search: next as never, replace: true, resetScroll: false })
    },
    [navigate],
  )
  return { filter, setFilter }
}

function defined(search: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
}

/** The part of `search` that `schema` knows and accepts. */
export function accepted(schema: Schema, search: Record<string, unknown>): Record<string, unknown> {
  let left = { ...search }
  for (let round = 0; round < 20; round += 1) {
    const result = schema['~standard'].validate(left)
    if (result instanceof Promise) throw new Error('a filter is checked without waiting')
    if (!result.issues) {
      const known = 'value' in result ? Object.keys(result.value as object) : []
      return Object.fromEntries(Object.entries(left).filter(([name]) => known.includes(name)))
    }
    const wrong = new Set(result.issues.flatMap((issue) => wrongNames(issue)))
    if (wrong.size === 0) return {}
    left = Object.fromEntries(Object.entries(left).filter(([name]) => !wrong.has(name)))
  }
  return {}
}

function wrongNames(issue: {
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined
  keys?: string[]
}): string[] {
  const [first] = issue.path ?? []
  // A strict object names the parameters it does not know.
  if (first === undefined) return issue.keys ?? []
  return [String(typeof first === 'object' ? first.key : first)]
}
