import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { api } from './client.ts'
import type { DataOf, InitOf, Method, PathOf } from './paths.ts'
import { asProblem, type Problem } from './problem.ts'
import { invalidate } from './query-client.ts'
import { fingerprint, randomKey } from './request-key.ts'

export interface SendOptions<Data> {
  /** Path prefixes read again afterwards; by default the first segment of the path written to. */
  invalidates?: readonly string[]
  /** The version that was edited; the server refuses (412) when somebody else has changed the record since. */
  version?: number
  onSuccess?: (data: Data) => void
}

interface Attempt {
  content: string
  key: string
}

type Untyped = (path: string, init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>

/**
 * Writes to the API. Every POST carries an `Idempotency-Key` that stays the same while the same content is sent again
 * after a lost answer, so that pressing "save" twice never records twice.
 */
export function useSend<M extends Exclude<Method, 'get'>, P extends PathOf<M>>(
  method: M,
  path: P,
  options: SendOptions<DataOf<M, P>> = {},
): UseMutationResult<DataOf<M, P>, Problem, InitOf<M, P>> {
  const attempt = useRef<Attempt | null>(null)

  return useMutation<DataOf<M, P>, Problem, InitOf<M, P>>({
    mutationKey: [method, path],
    mutationFn: async (init) => {
      const { params, body } = (init ?? {}) as { params?: { header?: object }; body?: unknown }
      const headers: Record<string, string> = {}
      if (method === 'post') headers['Idempotency-Key'] = keyFor(attempt, { params, body })
      if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`
      const call = api[method.toUpperCase() as 'POST'] as unknown as Untyped
      const { data, error, response } = await call(path, { ...init, headers })
      // An answer settles the attempt: what is sent next is a new one. Without an answer, or with a passing failure, it is not.
      if (response.status < 500) attempt.current = null
      if (!response.ok) throw asProblem(error)
      return data as DataOf<M, P>
    },
    onSuccess: (data) => {
      void invalidate(options.invalidates ?? [`/${path.split('/')[1]}`])
      options.onSuccess?.(data)
    },
  })
}

function keyFor(attempt: { current: Attempt | null }, request: { params?: unknown; body?: unknown }): string {
  const content = fingerprint(request)
  if (attempt.current?.content !== content) attempt.current = { content, key: randomKey() }
  return attempt.current.key
}
