import type { FetchResponse, MaybeOptionalInit } from 'openapi-fetch'
import type { PathsWithMethod } from 'openapi-typescript-helpers'
import type { paths } from '../api-schema.d.ts'

type Prefix = '/api/v1'

/** The paths of the OpenAPI document, without the prefix all of them share. */
export type Paths = { [P in keyof paths as P extends `${Prefix}${infer Rest}` ? Rest : never]: paths[P] }

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
export type PathOf<M extends Method> = PathsWithMethod<Paths, M>

/** What a request to `P` carries: path and query parameters, and the body. */
export type InitOf<M extends Method, P extends PathOf<M>> = MaybeOptionalInit<Paths[P], M & keyof Paths[P]>

/** What comes back when it succeeds. */
export type DataOf<M extends Method, P extends PathOf<M>> = NonNullable<
  FetchResponse<Paths[P][M & keyof Paths[P]] & Record<string | number, unknown>, unknown, 'application/json'>['data']
>

export type QueryOf<P extends PathOf<'get'>> = Paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never

/** Paths of lists: `{items, nextCursor}`. */
export type ListPath = {
  [P in PathOf<'get'>]: DataOf<'get', P> extends { items: unknown[] } ? P : never
}[PathOf<'get'>]

export type ItemOf<P extends PathOf<'get'>> = DataOf<'get', P> extends { items: (infer T)[] } ? T : never
