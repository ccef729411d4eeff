import type { Permission } from '../../contract/permissions.ts'
import type { Answer, Caller, TestApp } from './app.ts'
import type { JsonSchema, Resolve } from './arbitrary.ts'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: JsonSchema
}

/** One operation of the served OpenAPI document, ready to be called. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Without the `/api/v1` prefix, places in braces. */
  path: string
  isPublic: boolean
  permission: Permission | null
  parameters: Parameter[]
  /** JSON body's schema; `null` when it takes none, or takes a file. */
  body: JsonSchema | null
  takesFile: boolean
  statuses: string[]
  /** JSON of the answer when all went well; empty for files and for nothing. */
  answer: JsonSchema
}

interface DocumentedOperation {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { content?: Record<string, { schema?: JsonSchema }> }>
  security?: object[]
  'x-permission'?: Permission
}

export function operationsOf(test: TestApp): { operations: Operation[]; resolve: Resolve } {
  const document = test.app.swagger() as unknown as {
    paths: Record<string, Record<string, DocumentedOperation>>
    components?: { schemas?: Record<string, JsonSchema> }
  }
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const { parameters = [], requestBody, responses, security } = operation
      const content = requestBody?.content ?? {}
      return {
        method: method.toUpperCase() as Operation['method'],
        path: path.replace('/api/v1', ''),
        isPublic: security?.length === 0,
        permission: operation['x-permission'] ?? null,
        parameters,
        body: content['application/json']?.schema ?? null,
        takesFile: 'multipart/form-data' in content,
        statuses: Object.keys(responses),
        answer: (responses['200'] ?? responses['201'])?.content?.['application/json']?.schema ?? {},
      }
    }),
  )
  return { operations, resolve: (ref) => document.components?.schemas?.[ref.split('/').at(-1)!] ?? {} }
}

/** Calls one operation; a body goes as JSON text, whatever it is. */
export function send(caller: Caller, method: Operation['method'], url: string, body: unknown): Promise<Answer> {
  const headers = body === undefined ? undefined : { 'content-type': 'application/json' }
  const payload = (body === undefined ? undefined : JSON.stringify(body)) as never
  const calls = { GET: caller.get, DELETE: caller.delete, POST: caller.post, PUT: caller.put, PATCH: caller.patch }
  return method === 'GET' || method === 'DELETE' ? calls[method](url) : calls[method](url, payload, headers)
}
