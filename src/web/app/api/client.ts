import { useQuery } from '@tanstack/react-query'
import createFetchClient from 'openapi-fetch'
import type { OpenapiQueryClient } from 'openapi-react-query'
import { config } from '../config.ts'
import { currentLanguage } from '../i18n/language.ts'
import { accessToken, refreshSession } from '../session/session.ts'
import type { InitOf, ListPath, PathOf, Paths, QueryOf } from './paths.ts'
import { asProblem, networkProblem, problemOfStatus } from './problem.ts'
import { queryClient } from './query-client.ts'

async function send(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', currentLanguage())
  const token = accessToken()
  if (token) request.headers.set('Authorization', `Bearer ${token}`)
  try {
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw networkProblem()
  }
}

/** Every refusal leaves here as problem+json, whoever wrote it. */
async function readable(response: Response): Promise<Response> {
  if (response.ok || response.headers.get('content-type')?.includes('json')) return response
  return Response.json(problemOfStatus(response), { status: response.status })
}

/** Sends with the access token; a refused token is renewed once through the cookie and the request repeated. */
export async function authorisedFetch(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await send(request)
  if (response.status !== 401 || !(await refreshSession(accessTokenOf(request)))) return readable(response)
  return readable(await send(again))
}

function accessTokenOf(request: Request): string | null {
  return request.headers.get('Authorization')?.slice('Bearer '.length) ?? null
}

/** The typed API: `api.GET('/assets/{id}', …)`. Pages read through `query` and write through `useSend`. */
export const api = createFetchClient<Paths>({ baseUrl: `${config.apiBaseUrl}/api/v1`, fetch: authorisedFetch })

type Read = (path: string, init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>

const reading = (method: string, path: string, init?: object) => ({
  queryKey: init === undefined ? [method, path] : [method, path, init],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const read = api[method.toUpperCase() as 'GET'] as unknown as Read
    const { data, error, response } = await read(path, { signal, ...init })
    if (!response.ok) throw asProblem(error)
    return data ?? null
  },
})

/** Of `openapi-react-query` only the types: its other hooks would bring writing and reading by pages to the first page. */
const useApiQuery = (method: string, path: string, init?: object, options?: object) =>
  useQuery({ ...reading(method, path, init), ...options })

/** The typed API as a hook of TanStack Query: `query.useQuery('get', '/assets/{id}', …)`. */
export const query = { useQuery: useApiQuery as unknown as OpenapiQueryClient<Paths>['useQuery'] }

/** Asks for what a page reads first before its code is there; the page's own reading of the same finds it, or asks again. */
export function prefetch<P extends PathOf<'get'>>(path: P, init: InitOf<'get', P>): void {
  void queryClient.prefetchQuery(reading('get', path, init as object))
}

/** Where a list keeps the pages it has read; `init` names neither cursor nor page. */
export const listKey = (path: string, init: object) => [...reading('get', path, init).queryKey, 'infinite']

/** The same for the first page of a list that was not read before; `readPage` gives it to the list. */
export function prefetchList<P extends ListPath>(path: P, query: QueryOf<P>): void {
  const init = { params: { query } }
  if (!queryClient.getQueryState(listKey(path, init))) void queryClient.prefetchQuery(reading('get', path, init))
}

/** Reads a page of a list: once what `prefetchList` asked for, and anew from then on. */
export async function readPage(path: string, init: object, signal: AbortSignal): Promise<unknown> {
  const { queryKey, queryFn } = reading('get', path, init)
  if (!queryClient.getQueryState(queryKey)) return queryFn({ signal })
  try {
    return await queryClient.fetchQuery({ queryKey, queryFn, retry: false })
  } finally {
    queryClient.removeQueries({ queryKey, exact: true, type: 'inactive' })
  }
}
